using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.Execution;

/// <summary>A target as builds, attributes and generated configurations see it.</summary>
public class ExecutableTarget
{
    /// <summary>The property that declares it.</summary>
    public MemberInfo Member { get; set; } = null!;

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its line for <c>--help</c>.</summary>
    public string? Description { get; set; }

    /// <summary>Whether <c>--help</c> shows it.</summary>
    public bool Listed { get; set; } = true;

    /// <summary>The delegate that the property gives; what <c>DependsOn(Compile)</c> names it by.</summary>
    public Delegate Factory { get; set; } = null!;

    /// <summary>Conditions decided when its turn comes.</summary>
    public List<(string Text, Func<bool> Delegate)> DynamicConditions { get; internal set; } = [];

    /// <summary>Conditions decided before anything runs.</summary>
    public List<(string Text, Func<bool> Delegate)> StaticConditions { get; internal set; } = [];

    /// <summary>What its dependencies do when it is skipped.</summary>
    public DependencyBehavior DependencyBehavior { get; internal set; } = DependencyBehavior.Execute;

    /// <summary>Runs even after a failure.</summary>
    public bool AssuredAfterFailure { get; internal set; }

    /// <summary>Its failure does not end the build.</summary>
    public bool ProceedAfterFailure { get; internal set; }

    /// <summary>What must hold before anything runs.</summary>
    public List<LambdaExpression> DelegateRequirements { get; internal set; } = [];

    /// <summary>Targets that it depends on.</summary>
    public List<ExecutableTarget> ExecutionDependencies { get; } = [];

    /// <summary>Targets that it comes after, if they run.</summary>
    public List<ExecutableTarget> OrderDependencies { get; } = [];

    /// <summary>Targets that trigger it.</summary>
    public List<ExecutableTarget> TriggerDependencies { get; } = [];

    /// <summary>Targets that it triggers.</summary>
    public List<ExecutableTarget> Triggers { get; } = [];

    /// <summary>Everything that it comes after.</summary>
    public IReadOnlyCollection<ExecutableTarget> AllDependencies =>
        [.. ExecutionDependencies, .. OrderDependencies, .. TriggerDependencies];

    /// <summary>Artifacts of other targets that it takes.</summary>
    public LookupTable<ExecutableTarget, string> ArtifactDependencies { get; internal set; } = new();

    /// <summary>Artifacts that it leaves.</summary>
    public List<string> ArtifactProducts { get; internal set; } = [];

    /// <summary>Into how many parts it can be split on a build server.</summary>
    public int? PartitionSize { get; set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>Whether it runs when no target is named.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Where it stands.</summary>
    public ExecutionStatus Status { get; set; }

    /// <summary>Whether the user asked for it by name.</summary>
    public bool Invoked { get; set; }

    /// <summary>Figures for the summary.</summary>
    public Dictionary<string, string> SummaryInformation { get; internal set; } = [];

    /// <summary>Why it was skipped.</summary>
    public string? Skipped { get; set; }

    /// <summary>The condition that skipped it.</summary>
    public string? OnlyWhen { get; set; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
