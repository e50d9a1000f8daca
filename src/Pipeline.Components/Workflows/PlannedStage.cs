using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>A stage with what follows from the target graph.</summary>
internal sealed record PlannedStage
{
    public required DeliveryStage Stage { get; init; }

    /// <summary>Stages before it.</summary>
    public required IReadOnlyList<Identifier> Needs { get; init; }

    /// <summary>Stages whose files it takes.</summary>
    public required IReadOnlyList<PlannedStage> Takes { get; init; }

    /// <summary>Targets that don't run in it.</summary>
    public required IReadOnlyList<string> Skips { get; init; }

    /// <summary>What it hands over: paths relative to the root; none if nothing.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The target that is split into parts, and how many.</summary>
    public (string Target, int Total)? Partition { get; init; }

    /// <summary>The folder where an artifact's paths begin: the last that all paths have in common.</summary>
    public string ArtifactRoot => Paths.Select(x => x.Split('/')).Aggregate((a, b) => [.. a.Zip(b).TakeWhile(x => x.First == x.Second).Select(x => x.First)]) is { Length: > 0 } common ? string.Join('/', common) : ".";
}
