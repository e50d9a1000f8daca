using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Components.Reporting;

/// <summary>A delivery: what was planned, what became of it, and of what.</summary>
internal sealed record DeliveryRun
{
    public required Plan Plan { get; init; }

    public required RunResult Result { get; init; }

    /// <summary>What is delivered.</summary>
    public required string Application { get; init; }

    /// <summary>Where to; null for a build without environments.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether the environment is this machine's embedded one.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>The commit; null outside of a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether the working tree was that commit; null where git didn't say.</summary>
    public bool? IsClean { get; init; }

    /// <summary>A CI run's address, or a machine.</summary>
    public required string Origin { get; init; }

    public required string StartedBy { get; init; }

    /// <summary>What the stages left as files.</summary>
    public required DeliveryFiles Files { get; init; }

    public TargetResult? Find(string target) => Result.Targets.FirstOrDefault(x => x.Name.Equals(target, StringComparison.OrdinalIgnoreCase));
}
