using Nuke.Common.Execution;

namespace Nuke.Common.CI;

/// <summary>Base of the attributes that give each target a job of its own.</summary>
public abstract class ChainedConfigurationAttributeBase : ConfigurationAttributeBase
{
    /// <inheritdoc />
    public override IEnumerable<string> IrrelevantTargetNames => [.. NonEntryTargets, .. ExcludedTargets];

    /// <summary>Targets without a job of their own: they run in the job of each target that needs them.</summary>
    public string[] NonEntryTargets { get; set; } = [];

    /// <summary>Targets that run in no job.</summary>
    public string[] ExcludedTargets { get; set; } = [];

    /// <summary>The targets that run in the job of a target, in order.</summary>
    protected IEnumerable<ExecutableTarget> GetInvokedTargets(ExecutableTarget executableTarget, IReadOnlyCollection<ExecutableTarget> relevantTargets)
    {
        var invoked = RelevantTargets.From([executableTarget], x => NonEntryTargets.Contains(x.Name) && !ExcludedTargets.Contains(x.Name));
        var partitioned = invoked.FirstOrDefault(x => x != executableTarget && x.PartitionSize is not null);
        Assert.True(partitioned is null, $"Target '{partitioned?.Name}' is split into partitions, so it needs a job of its own, but it is a non-entry target in the job of '{executableTarget.Name}'. Remove it from {nameof(NonEntryTargets)}.");
        return invoked;
    }

    /// <summary>The targets whose jobs come before the job of a target.</summary>
    protected IEnumerable<ExecutableTarget> GetTargetDependencies(ExecutableTarget executableTarget)
        => executableTarget.ExecutionDependencies.Where(x => !IrrelevantTargetNames.Contains(x.Name));
}
