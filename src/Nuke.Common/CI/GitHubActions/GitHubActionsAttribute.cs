using Nuke.Common.CI.GitHubActions.Configuration;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>Generates a <a href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax">workflow</a> in <c>.github/workflows</c>: one job on each image, running targets of the build.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class GitHubActionsAttribute : ConfigurationAttributeBase
{
    private readonly string _name;
    private readonly GitHubActionsImage[] _images;
    private GitHubActionsSubmodules? _submodules;
    private bool? _lfs;
    private uint? _fetchDepth;
    private bool? _progress;
    private string? _filter;

    /// <summary>A workflow with a name, which is also its file's, on one image or several.</summary>
    public GitHubActionsAttribute(string name, GitHubActionsImage image, params GitHubActionsImage[] images)
    {
        _name = name.Replace(' ', '_');
        _images = [image, .. images];
    }

    /// <inheritdoc />
    public override string IdPostfix => _name;

    /// <inheritdoc />
    public override Type HostType => typeof(GitHubActions);

    /// <inheritdoc />
    public override AbsolutePath ConfigurationFile => Build.RootDirectory / ".github" / "workflows" / $"{_name}.yml";

    /// <inheritdoc />
    public override IEnumerable<AbsolutePath> GeneratedFiles => [ConfigurationFile];

    /// <inheritdoc />
    public override IEnumerable<string> RelevantTargetNames => InvokedTargets;

    /// <inheritdoc />
    public override IEnumerable<string> IrrelevantTargetNames => [];

    /// <summary>Triggers without filters. A workflow has these or the detailed ones.</summary>
    public GitHubActionsTrigger[] On { get; set; } = [];

    /// <summary>Pushes to these branches.</summary>
    public string[] OnPushBranches { get; set; } = [];

    /// <summary>Pushes to other branches than these.</summary>
    public string[] OnPushBranchesIgnore { get; set; } = [];

    /// <summary>Pushes of these tags.</summary>
    public string[] OnPushTags { get; set; } = [];

    /// <summary>Pushes of other tags than these.</summary>
    public string[] OnPushTagsIgnore { get; set; } = [];

    /// <summary>Pushes that change one of these files.</summary>
    public string[] OnPushIncludePaths { get; set; } = [];

    /// <summary>Pushes that change other files than these.</summary>
    public string[] OnPushExcludePaths { get; set; } = [];

    /// <summary>Pull requests for these branches.</summary>
    public string[] OnPullRequestBranches { get; set; } = [];

    /// <summary>Written as NUKE writes it; GitHub has no such filter for pull requests and refuses the workflow.</summary>
    public string[] OnPullRequestTags { get; set; } = [];

    /// <summary>Pull requests that change one of these files.</summary>
    public string[] OnPullRequestIncludePaths { get; set; } = [];

    /// <summary>Pull requests that change other files than these.</summary>
    public string[] OnPullRequestExcludePaths { get; set; } = [];

    /// <summary>Started by a person, who may give these parameters.</summary>
    public string[] OnWorkflowDispatchOptionalInputs { get; set; } = [];

    /// <summary>Started by a person, who must give these parameters.</summary>
    public string[] OnWorkflowDispatchRequiredInputs { get; set; } = [];

    /// <summary>Started by a schedule in cron's five fields, UTC.</summary>
    public string? OnCronSchedule { get; set; }

    /// <summary>Secrets passed to the build: <c>NuGetApiKey</c> is secret <c>NUGET_API_KEY</c>.</summary>
    public string[] ImportSecrets { get; set; } = [];

    /// <summary>Passes the run's token to the build as <c>GITHUB_TOKEN</c>.</summary>
    public bool EnableGitHubToken { get; set; }

    /// <summary>What the token may write. With any permission given, those not given are none.</summary>
    public GitHubActionsPermissions[] WritePermissions { get; set; } = [];

    /// <summary>What the token may read.</summary>
    public GitHubActionsPermissions[] ReadPermissions { get; set; } = [];

    /// <summary>What is kept between runs.</summary>
    public string[] CacheIncludePatterns { get; set; } = [".nuke/temp", "~/.nuget/packages"];

    /// <summary>What is left out of it.</summary>
    public string[] CacheExcludePatterns { get; set; } = [];

    /// <summary>The files whose content makes the cache's key. Empty: no cache.</summary>
    public string[] CacheKeyFiles { get; set; } = ["**/global.json", "**/*.csproj", "**/Directory.Packages.props"];

    /// <summary>Publishes what targets produce. Default true.</summary>
    public bool PublishArtifacts { get; set; } = true;

    /// <summary>When it is published: <c>always()</c>. Default: when the build succeeded.</summary>
    public string? PublishCondition { get; set; }

    /// <summary>The longest duration of a job in minutes. Default 0: GitHub's, 360.</summary>
    public int TimeoutMinutes { get; set; }

    /// <summary>The deployment environment, whose rules each job waits for.</summary>
    public string? EnvironmentName { get; set; }

    /// <summary>The environment's address.</summary>
    public string? EnvironmentUrl { get; set; }

    /// <summary>Of the runs of one group only one runs at a time.</summary>
    public string? ConcurrencyGroup { get; set; }

    /// <summary>A new run of the group cancels the one before.</summary>
    public bool ConcurrencyCancelInProgress { get; set; }

    /// <summary>Of the jobs of one group only one runs at a time.</summary>
    public string? JobConcurrencyGroup { get; set; }

    /// <summary>A new job of the group cancels the one before.</summary>
    public bool JobConcurrencyCancelInProgress { get; set; }

    /// <summary>The targets that the workflow runs.</summary>
    public string[] InvokedTargets { get; set; } = [];

    /// <summary>Which submodules are checked out. Can only be set: an attribute has no null.</summary>
    public GitHubActionsSubmodules Submodules
    {
        get => throw new NotSupportedException();
        set => _submodules = value;
    }

    /// <summary>Whether files of Git LFS are downloaded. Can only be set.</summary>
    public bool Lfs
    {
        get => throw new NotSupportedException();
        set => _lfs = value;
    }

    /// <summary>How many commits are checked out; 0 for all of history. Can only be set.</summary>
    public uint FetchDepth
    {
        get => throw new NotSupportedException();
        set => _fetchDepth = value;
    }

    /// <summary>Whether the checkout shows progress. Can only be set.</summary>
    public bool Progress
    {
        get => throw new NotSupportedException();
        set => _progress = value;
    }

    /// <summary>What a partial clone leaves out: <c>tree:0</c>. Can only be set.</summary>
    public string Filter
    {
        get => throw new NotSupportedException();
        set => _filter = value;
    }

    /// <summary>The actions that the workflow may use, with their commits. Default: those that come with this library.</summary>
    protected virtual ActionReferences Actions => ActionReferences.Default;

    /// <inheritdoc />
    public override CustomFileWriter CreateWriter(StreamWriter streamWriter) => new WorkflowFileWriter(streamWriter, Actions);

    /// <inheritdoc />
    public override ConfigurationEntity GetConfiguration(IReadOnlyCollection<ExecutableTarget> relevantTargets)
    {
        GitHubActionsDetailedTrigger[] detailed = [.. GetTriggers()];
        Assert.True(On.Length == 0 || detailed.Length == 0, $"Workflow '{_name}' has both {nameof(On)} and detailed triggers ({nameof(On)}PushBranches, …). Use one kind.");
        Assert.True(On.Length > 0 || detailed.Length > 0, $"Workflow '{_name}' has no trigger. Set {nameof(On)}, or one of {nameof(On)}PushBranches, {nameof(On)}PullRequestBranches, {nameof(OnCronSchedule)} ….");
        return new GitHubActionsConfiguration
        {
            Name = _name,
            ShortTriggers = On,
            DetailedTriggers = detailed,
            Permissions = [.. WritePermissions.Select(x => (x, "write")), .. ReadPermissions.Select(x => (x, "read"))],
            ConcurrencyGroup = ConcurrencyGroup,
            ConcurrencyCancelInProgress = ConcurrencyCancelInProgress,
            Jobs = [.. _images.Select(x => GetJobs(x, relevantTargets))],
        };
    }

    /// <summary>The job on an image. Builds override it to add steps.</summary>
    protected virtual GitHubActionsJob GetJobs(GitHubActionsImage image, IReadOnlyCollection<ExecutableTarget> relevantTargets) => new()
    {
        Name = image.GetValue().Replace('.', '_'),
        EnvironmentName = EnvironmentName,
        EnvironmentUrl = EnvironmentUrl,
        Image = image,
        TimeoutMinutes = TimeoutMinutes,
        ConcurrencyGroup = JobConcurrencyGroup,
        ConcurrencyCancelInProgress = JobConcurrencyCancelInProgress,
        Steps = [.. GetSteps(image, relevantTargets)],
    };

    /// <summary>The environment variables of the build: names and expressions.</summary>
    protected virtual IEnumerable<(string Key, string Value)> GetImports()
    {
        foreach (var input in OnWorkflowDispatchOptionalInputs.Concat(OnWorkflowDispatchRequiredInputs))
            yield return (input, $"${{{{ github.event.inputs.{input} }}}}");
        foreach (var secret in ImportSecrets)
            yield return (secret, SecretExpression(secret));
        if (EnableGitHubToken)
            yield return ("GITHUB_TOKEN", SecretExpression("GITHUB_TOKEN"));
    }

    /// <summary>The triggers with filters or inputs.</summary>
    protected virtual IEnumerable<GitHubActionsDetailedTrigger> GetTriggers()
    {
        if (AnyOf(OnPushBranches, OnPushBranchesIgnore, OnPushTags, OnPushTagsIgnore, OnPushIncludePaths, OnPushExcludePaths))
        {
            Assert.True(
                !AnyOf(OnPushBranches, OnPushTags) || !AnyOf(OnPushBranchesIgnore, OnPushTagsIgnore),
                $"Workflow '{_name}' names branches or tags both to include and to ignore, which GitHub refuses. Use {nameof(OnPushBranches)}/{nameof(OnPushTags)} or {nameof(OnPushBranchesIgnore)}/{nameof(OnPushTagsIgnore)}.");
            yield return new GitHubActionsVcsTrigger
            {
                Kind = GitHubActionsTrigger.Push,
                Branches = OnPushBranches,
                BranchesIgnore = OnPushBranchesIgnore,
                Tags = OnPushTags,
                TagsIgnore = OnPushTagsIgnore,
                IncludePaths = OnPushIncludePaths,
                ExcludePaths = OnPushExcludePaths,
            };
        }

        if (AnyOf(OnPullRequestBranches, OnPullRequestTags, OnPullRequestIncludePaths, OnPullRequestExcludePaths))
        {
            yield return new GitHubActionsVcsTrigger
            {
                Kind = GitHubActionsTrigger.PullRequest,
                Branches = OnPullRequestBranches,
                Tags = OnPullRequestTags,
                IncludePaths = OnPullRequestIncludePaths,
                ExcludePaths = OnPullRequestExcludePaths,
            };
        }

        if (AnyOf(OnWorkflowDispatchOptionalInputs, OnWorkflowDispatchRequiredInputs))
            yield return new GitHubActionsWorkflowDispatchTrigger { OptionalInputs = OnWorkflowDispatchOptionalInputs, RequiredInputs = OnWorkflowDispatchRequiredInputs };
        if (OnCronSchedule is not null)
            yield return new GitHubActionsScheduledTrigger { Cron = OnCronSchedule };
    }

    private static bool AnyOf(params ReadOnlySpan<string[]> filters)
    {
        foreach (var filter in filters)
        {
            if (filter.Length > 0)
                return true;
        }

        return false;
    }

    private static string SecretExpression(string name)
        => $"${{{{ secrets.{string.Join('_', name.SplitCamelHumpsWithKnownWords()).ToUpperInvariant()} }}}}";

    private IEnumerable<GitHubActionsStep> GetSteps(GitHubActionsImage image, IReadOnlyCollection<ExecutableTarget> relevantTargets)
    {
        yield return new GitHubActionsCheckoutStep { Submodules = _submodules, Lfs = _lfs, FetchDepth = _fetchDepth, Progress = _progress, Filter = _filter };
        if (CacheKeyFiles.Length > 0)
            yield return new GitHubActionsCacheStep { IncludePatterns = CacheIncludePatterns, ExcludePatterns = CacheExcludePatterns, KeyFiles = CacheKeyFiles };
        yield return new GitHubActionsRunStep
        {
            BuildCmdPath = ScriptFor(image),
            InvokedTargets = InvokedTargets,
            Imports = GetImports().ToDictionary(x => x.Key, x => x.Value),
        };
        if (!PublishArtifacts)
            yield break;
        foreach (var artifact in relevantTargets.SelectMany(x => x.ArtifactProducts).Select(WithoutPattern).Distinct())
        {
            yield return new GitHubActionsArtifactStep
            {
                Name = artifact.Name,
                Path = Build.RootDirectory.GetUnixRelativePathTo(artifact.ToString()).ToString(),
                Condition = PublishCondition,
            };
        }
    }

    // build.cmd, which NUKE's set-up writes, runs in every shell. Without it, Windows has PowerShell.
    private string ScriptFor(GitHubActionsImage image)
        => image.GetValue().StartsWith("windows", StringComparison.Ordinal) && FindScript("build.cmd") is null && FindScript("build.ps1") is { } script ? script : BuildCmdPath;

    // An artifact has a directory's name, not a pattern: `output/packages/*.nupkg` is published as `packages`.
    private static AbsolutePath WithoutPattern(string product)
    {
        var path = AbsolutePath.Create(product);
        while (path.ToString().Contains('*', StringComparison.Ordinal))
            path = path.Parent;
        return path;
    }
}
