using System.Linq.Expressions;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>The build as its interface components see it.</summary>
public interface INukeBuild
{
    /// <summary>All planned targets, in order.</summary>
    IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; }

    /// <summary>Targets that the user asked for.</summary>
    IReadOnlyCollection<ExecutableTarget> InvokedTargets { get; }

    /// <summary>Targets that don't run, for a reason.</summary>
    IReadOnlyCollection<ExecutableTarget> SkippedTargets { get; }

    /// <summary>Targets whose turn has not come.</summary>
    IReadOnlyCollection<ExecutableTarget> ScheduledTargets { get; }

    /// <summary>Targets that are running.</summary>
    IReadOnlyCollection<ExecutableTarget> RunningTargets { get; }

    /// <summary>Targets that were cancelled.</summary>
    IReadOnlyCollection<ExecutableTarget> AbortedTargets { get; }

    /// <summary>Targets that failed.</summary>
    IReadOnlyCollection<ExecutableTarget> FailedTargets { get; }

    /// <summary>Targets that succeeded.</summary>
    IReadOnlyCollection<ExecutableTarget> SucceededTargets { get; }

    /// <summary>Targets that failed or succeeded.</summary>
    IReadOnlyCollection<ExecutableTarget> FinishedTargets { get; }

    /// <summary>Whether everything succeeded or was skipped.</summary>
    bool IsSuccessful { get; }

    /// <summary>Whether nothing has failed so far.</summary>
    bool IsSucceeding { get; }

    /// <summary>Whether something has failed.</summary>
    bool IsFailing { get; }

    /// <summary>Whether nothing is left to run.</summary>
    bool IsFinished { get; }

    /// <summary>The exit code, if the build sets one.</summary>
    int? ExitCode { get; set; }

    /// <summary>The directory that holds <c>.nuke</c>.</summary>
    AbsolutePath RootDirectory { get; }

    /// <summary><c>.nuke/temp</c>.</summary>
    AbsolutePath TemporaryDirectory { get; }

    /// <summary>The built assembly.</summary>
    AbsolutePath? BuildAssemblyFile { get; }

    /// <summary>Its directory.</summary>
    AbsolutePath? BuildAssemblyDirectory { get; }

    /// <summary>The build project's directory.</summary>
    AbsolutePath? BuildProjectDirectory { get; }

    /// <summary>The build project.</summary>
    AbsolutePath? BuildProjectFile { get; }

    /// <summary>How much is printed.</summary>
    Verbosity Verbosity { get; }

    /// <summary>Where the build runs.</summary>
    Host Host { get; }

    /// <summary>Whether the plan is only shown.</summary>
    bool Plan { get; }

    /// <summary>Whether help is only shown.</summary>
    bool Help { get; }

    /// <summary>Whether the first lines are left out.</summary>
    bool NoLogo { get; }

    /// <summary>Whether it runs on a person's machine.</summary>
    bool IsLocalBuild { get; }

    /// <summary>Whether it runs on a build server.</summary>
    bool IsServerBuild { get; }

    /// <summary>Whether an earlier run is continued.</summary>
    bool Continue { get; }

    /// <summary>Which part of the work is this run's.</summary>
    Partition Partition { get; }

    /// <summary>Adds figures of the running target to the summary.</summary>
    void ReportSummary(Configure<IDictionary<string, string>> configurator);

#nullable disable annotations // As NUKE has it: a component's parameter may be declared nullable or not.
    /// <summary>The value of an interface component's parameter: <c>[Parameter] string ApiKey => TryGetValue(() => ApiKey);</c></summary>
    T TryGetValue<T>(Expression<Func<T>> parameterExpression)
        where T : class;

    /// <summary>The value of an interface component's parameter whose type can't be null: <c>TryGetValue&lt;int?&gt;(() => Retries)</c>.</summary>
    T TryGetValue<T>(Expression<Func<object>> parameterExpression);
#nullable restore annotations
}
