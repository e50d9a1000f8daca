using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Planning;

/// <summary>What to plan.</summary>
public sealed record PlanRequest
{
    /// <summary>The targets asked for; empty for the default one.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Targets to skip (<c>--skip A B</c>).</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Skip every target that is not asked for by name (<c>--skip</c> alone).</summary>
    public bool SkipAllOthers { get; init; }

    /// <summary>Targets that are done already (<c>--continue</c>).</summary>
    public IReadOnlyCollection<string> AlreadyDone { get; init; } = [];

    /// <summary>Decides a static condition. Default: asks it.</summary>
    public Func<TargetCondition, bool> IsMet { get; init; } = condition => condition.IsMet();
}
