using Pipeline.Errors;

namespace Pipeline.Kubernetes.Planning;

/// <summary>What became of comparing an object: either it is planned, or refused.</summary>
internal sealed record ComparedObject(ObjectReference Reference)
{
    public PlannedObject? Planned { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<FieldConflict> Conflicts { get; init; } = [];

    public string? Refusal { get; init; }

    public ErrorCode RefusalCode { get; init; } = DeployErrors.Refused;
}
