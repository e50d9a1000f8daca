using System.Linq.Expressions;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Pipeline.Engine.Execution;

namespace Nuke.Common;

/// <summary>
/// Base of all builds. A build declares targets as properties, and a <c>Main</c> that calls <see cref="Execute{T}"/>:
/// <code>
/// class Build : NukeBuild
/// {
///     public static int Main() => Execute&lt;Build&gt;(x => x.Compile);
///
///     Target Compile => _ => _.Executes(() => DotNetBuild());
/// }
/// </code>
/// </summary>
public abstract class NukeBuild : INukeBuild
{
    private IReadOnlyList<BuildExtensionAttributeBase>? _extensions;

    /// <summary>Runs the build with the process's arguments; the expressions name the default targets. Gives the exit code: 0 done, 1 something failed, 2 bad usage, 130 interrupted.</summary>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions)
        where T : NukeBuild, new() =>
        BuildProgram.Run(() => new T(), defaultTargetExpressions);

    /// <summary>The directory that holds <c>.nuke</c>: <c>--root</c>, else the nearest one above the working directory.</summary>
    public static AbsolutePath RootDirectory => BuildLocation.Current.RootDirectory;

    /// <summary><c>.nuke/temp</c> below the root, made when first asked for.</summary>
    public static AbsolutePath TemporaryDirectory => BuildLocation.Current.TemporaryDirectory;

    /// <summary>The built assembly, or null where there is none (a single file, a test).</summary>
    public static AbsolutePath? BuildAssemblyFile => BuildLocation.Current.BuildAssemblyFile;

    /// <summary>Its directory.</summary>
    public static AbsolutePath? BuildAssemblyDirectory => BuildAssemblyFile?.Parent;

    /// <summary>The build project's directory, if it is found above the assembly.</summary>
    public static AbsolutePath? BuildProjectDirectory => BuildProjectFile?.Parent;

    /// <summary>The build project, if it is found above the assembly.</summary>
    public static AbsolutePath? BuildProjectFile => BuildLocation.Current.BuildProjectFile;

    /// <summary>How much is printed. Default <see cref="Nuke.Common.Verbosity.Normal"/>.</summary>
    public static Verbosity Verbosity { get; set; } = Verbosity.Normal;

    /// <summary>Where the build runs. Default: detected.</summary>
    public static Host Host
    {
        get => Nuke.Common.Host.Instance ?? HostDetection.Detect();
        set => Nuke.Common.Host.Instance = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Parameter profiles (<c>.nuke/parameters.NAME.json</c>), later ones over earlier ones.</summary>
    public static string[] LoadedLocalProfiles { get; internal set; } = [];

    /// <summary>Whether the build runs on a person's machine.</summary>
    public static bool IsLocalBuild => !IsServerBuild;

    /// <summary>Whether the build runs on a build server.</summary>
    public static bool IsServerBuild => Host is IBuildServer;

    /// <inheritdoc />
    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; internal set; } = [];

    /// <inheritdoc />
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => [.. ExecutionPlan.Where(x => x.Invoked)];

    /// <inheritdoc />
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => With(ExecutionStatus.Skipped);

    /// <inheritdoc />
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => With(ExecutionStatus.Scheduled);

    /// <inheritdoc />
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => With(ExecutionStatus.Running);

    /// <inheritdoc />
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => With(ExecutionStatus.Aborted);

    /// <inheritdoc />
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => With(ExecutionStatus.Failed);

    /// <inheritdoc />
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => With(ExecutionStatus.Succeeded);

    /// <inheritdoc />
    public IReadOnlyCollection<ExecutableTarget> FinishedTargets => [.. FailedTargets, .. SucceededTargets];

    /// <inheritdoc />
    public bool Plan { get; internal set; }

    /// <inheritdoc />
    public bool Help { get; internal set; }

    /// <inheritdoc />
    public bool NoLogo { get; set; }

    /// <inheritdoc />
    public bool Continue { get; internal set; }

    /// <inheritdoc />
    [Parameter("Part of the work to do, e.g. 2/3.", List = false)]
    public Partition Partition { get; internal set; } = Partition.Single;

    /// <inheritdoc />
    public bool IsSuccessful => ExecutionPlan.All(x => x.Status is ExecutionStatus.Succeeded or ExecutionStatus.Skipped or ExecutionStatus.Collective);

    /// <inheritdoc />
    public bool IsSucceeding => !IsFailing;

    /// <inheritdoc />
    public bool IsFailing => ExecutionPlan.Any(x => x.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);

    /// <inheritdoc />
    public bool IsFinished => !ExecutionPlan.Any(x => x.Status is ExecutionStatus.Scheduled or ExecutionStatus.Running);

    /// <summary>The exit code, where the build sets its own; null (default) for the engine's.</summary>
    public int? ExitCode { get; set; }

    AbsolutePath INukeBuild.RootDirectory => RootDirectory;

    AbsolutePath INukeBuild.TemporaryDirectory => TemporaryDirectory;

    AbsolutePath? INukeBuild.BuildAssemblyFile => BuildAssemblyFile;

    AbsolutePath? INukeBuild.BuildAssemblyDirectory => BuildAssemblyDirectory;

    AbsolutePath? INukeBuild.BuildProjectDirectory => BuildProjectDirectory;

    AbsolutePath? INukeBuild.BuildProjectFile => BuildProjectFile;

    Verbosity INukeBuild.Verbosity => Verbosity;

    Host INukeBuild.Host => Host;

    bool INukeBuild.IsLocalBuild => IsLocalBuild;

    bool INukeBuild.IsServerBuild => IsServerBuild;

    /// <summary>Where the build project's NuGet packages are listed (<c>packages.config</c>, or the project file).</summary>
    protected internal virtual string? NuGetPackagesConfigFile =>
        BuildProjectDirectory is { } directory ? NuGetPackageResolver.GetPackagesConfigFile(directory!) : null;

    /// <summary>Where NuGet says what it restored for the build project.</summary>
    protected internal virtual string? NuGetAssetsConfigFile => BuildProjectDirectory is { } directory ? directory / "obj" / "project.assets.json" : null;

    /// <summary>The <c>package.json</c> of the build project.</summary>
    protected internal virtual AbsolutePath? NpmPackageJsonFile => BuildProjectDirectory is { } directory ? directory / "package.json" : null;

    /// <summary>Where packages lie beside a build that was published without its project; null for one with a project.</summary>
    protected internal virtual string? EmbeddedPackagesDirectory => BuildProjectFile is null ? BuildAssemblyDirectory : null;

    internal BuildValues Values { get; set; } = null!;

    internal IReadOnlyList<BuildExtensionAttributeBase> Extensions => _extensions ??= FindExtensions();

#nullable disable annotations // As NUKE has it: a component's parameter may be declared nullable or not.
    /// <summary>The value of an interface component's parameter.</summary>
    public T TryGetValue<T>(Expression<Func<T>> parameterExpression)
        where T : class => (T)Values.ValueOf(MemberOf(parameterExpression))!;

    /// <summary>The value of an interface component's parameter whose type can't be null.</summary>
    public T TryGetValue<T>(Expression<Func<object>> parameterExpression) =>
        Values.ValueOf(MemberOf(parameterExpression)) is T value ? value : default!;
#nullable restore annotations

    /// <summary>Adds figures of the running target to the summary: <c>ReportSummary(_ => _.AddPair("Tests", count))</c>.</summary>
    public void ReportSummary(Configure<IDictionary<string, string>> configurator)
    {
        var target = TargetContext.Current
            ?? throw new InvalidOperationException("ReportSummary was called outside of a target. Call it from what a target executes.");
        var executable = ExecutionPlan.First(x => x.Name == target.Name);
        foreach (var (key, value) in configurator(new Dictionary<string, string>()))
        {
            executable.SummaryInformation[key] = value;
            target.Report(key, value);
        }

        foreach (var extension in Extensions.OfType<IOnTargetSummaryUpdated>())
            extension.OnTargetSummaryUpdated(this, executable);
    }

    /// <summary>Called when the build object exists and its parameters are set.</summary>
    protected internal virtual void OnBuildCreated()
    {
    }

    /// <summary>Called when the plan is made and all values are set, before anything runs.</summary>
    protected internal virtual void OnBuildInitialized()
    {
    }

    /// <summary>Called when the build ends, whichever way.</summary>
    protected internal virtual void OnBuildFinished()
    {
    }

    /// <summary>Called when a target's turn has come.</summary>
    protected internal virtual void OnTargetRunning(string target)
    {
    }

    /// <summary>Called when a target is skipped.</summary>
    protected internal virtual void OnTargetSkipped(string target)
    {
    }

    /// <summary>Called when a target has succeeded.</summary>
    protected internal virtual void OnTargetSucceeded(string target)
    {
    }

    /// <summary>Called when a target has failed.</summary>
    protected internal virtual void OnTargetFailed(string target)
    {
    }

    private static System.Reflection.MemberInfo MemberOf(LambdaExpression expression) =>
        (expression.Body as MemberExpression ?? (expression.Body as UnaryExpression)?.Operand as MemberExpression)?.Member
        ?? throw new ArgumentException($"'{expression.Body}' is no parameter. Give the member itself: () => ApiKey.");

    private List<ExecutableTarget> With(ExecutionStatus status) => [.. ExecutionPlan.Where(x => x.Status == status)];

    private List<BuildExtensionAttributeBase> FindExtensions()
    {
        var extensions = (BuildExtensionAttributeBase[])GetType().GetCustomAttributes(typeof(BuildExtensionAttributeBase), inherit: true);
        foreach (var extension in extensions)
            extension.Build = this;
        return [.. extensions.OrderByDescending(x => x.Priority)];
    }
}
