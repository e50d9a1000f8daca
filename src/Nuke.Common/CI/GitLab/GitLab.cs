using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitLab;

/// <summary>GitLab CI, by <a href="https://docs.gitlab.com/ci/variables/predefined_variables/">its variables</a>.</summary>
/// <remarks>A property whose variable isn't set is <see langword="null"/>, or its type's default.</remarks>
public class GitLab : Host, IBuildServer
{
    private readonly TextWriter? _output;

    internal GitLab(TextWriter? output = null) => _output = output;

    /// <summary>The host, if the build runs there.</summary>
    public static new GitLab Instance => (Host.Instance as GitLab)!;

    string? IBuildServer.Branch => CommitRefName;

    string? IBuildServer.Commit => CommitSha;

    internal static bool IsRunningGitLab => EnvironmentInfo.HasVariable("GITLAB_CI");

    /// <summary>Always true.</summary>
    public bool Ci => EnvironmentInfo.GetVariable<bool>("CI");

    /// <summary>The branch or tag.</summary>
    public string CommitRefName => EnvironmentInfo.GetVariable("CI_COMMIT_REF_NAME");

    /// <summary>The branch or tag as host names can have it.</summary>
    public string CommitRefSlug => EnvironmentInfo.GetVariable("CI_COMMIT_REF_SLUG");

    /// <summary>The commit.</summary>
    public string CommitSha => EnvironmentInfo.GetVariable("CI_COMMIT_SHA");

    /// <summary>The tag; none for branches.</summary>
    public string CommitTag => EnvironmentInfo.GetVariable("CI_COMMIT_TAG");

    /// <summary>The pipeline's file.</summary>
    public string ConfigPath => EnvironmentInfo.GetVariable("CI_CONFIG_PATH");

    /// <summary>Whether the environment is thrown away after the job.</summary>
    public bool DisposableEnvironment => EnvironmentInfo.GetVariable<bool>("CI_DISPOSABLE_ENVIRONMENT");

    /// <summary>The job's id.</summary>
    public long JobId => EnvironmentInfo.GetVariable<long>("CI_JOB_ID");

    /// <summary>Whether a person started the job.</summary>
    public bool JobManual => EnvironmentInfo.GetVariable<bool>("CI_JOB_MANUAL");

    /// <summary>The job's name.</summary>
    public string JobName => EnvironmentInfo.GetVariable("CI_JOB_NAME");

    /// <summary>The job's stage.</summary>
    public string JobStage => EnvironmentInfo.GetVariable("CI_JOB_STAGE");

    /// <summary>The job's token. A secret.</summary>
    public string JobToken => EnvironmentInfo.GetVariable("CI_JOB_TOKEN");

    /// <summary>The repository, with a token in it. A secret.</summary>
    public string RepositoryUrl => EnvironmentInfo.GetVariable("CI_REPOSITORY_URL");

    /// <summary>The runner's description.</summary>
    public string RunnerDescription => EnvironmentInfo.GetVariable("CI_RUNNER_DESCRIPTION");

    /// <summary>The runner's id.</summary>
    public long RunnerId => EnvironmentInfo.GetVariable<long>("CI_RUNNER_ID");

    /// <summary>The runner's tags.</summary>
    public string RunnerTags => EnvironmentInfo.GetVariable("CI_RUNNER_TAGS");

    /// <summary>The pipeline's id.</summary>
    public long PipelineId => EnvironmentInfo.GetVariable<long>("CI_PIPELINE_ID");

    /// <summary>Whether a trigger started it.</summary>
    public bool PipelineTriggered => EnvironmentInfo.GetVariable<bool>("CI_PIPELINE_TRIGGERED");

    /// <summary>What started it: push, web, schedule, merge_request_event …</summary>
    public string PipelineSource => EnvironmentInfo.GetVariable("CI_PIPELINE_SOURCE");

    /// <summary>Where the repository is.</summary>
    public string ProjectDirectory => EnvironmentInfo.GetVariable("CI_PROJECT_DIR");

    /// <summary>The project's id.</summary>
    public long ProjectId => EnvironmentInfo.GetVariable<long>("CI_PROJECT_ID");

    /// <summary>The project's name.</summary>
    public string ProjectName => EnvironmentInfo.GetVariable("CI_PROJECT_NAME");

    /// <summary>The project's group or user.</summary>
    public string ProjectNamespace => EnvironmentInfo.GetVariable("CI_PROJECT_NAMESPACE");

    /// <summary>Namespace and name.</summary>
    public string ProjectPath => EnvironmentInfo.GetVariable("CI_PROJECT_PATH");

    /// <summary>Namespace and name as host names can have it.</summary>
    public string ProjectPathSlug => EnvironmentInfo.GetVariable("CI_PROJECT_PATH_SLUG");

    /// <summary>The project's page.</summary>
    public string ProjectUrl => EnvironmentInfo.GetVariable("CI_PROJECT_URL");

    /// <summary>Who sees the project.</summary>
    public GitLabProjectVisibility ProjectVisibility => EnvironmentInfo.GetVariable<GitLabProjectVisibility>("CI_PROJECT_VISIBILITY");

    /// <summary>The container registry's address.</summary>
    public string Registry => EnvironmentInfo.GetVariable("CI_REGISTRY");

    /// <summary>The project's place in the registry.</summary>
    public string RegistryImage => EnvironmentInfo.GetVariable("CI_REGISTRY_IMAGE");

    /// <summary>The registry's password. A secret.</summary>
    public string RegistryPassword => EnvironmentInfo.GetVariable("CI_REGISTRY_PASSWORD");

    /// <summary>The registry's user.</summary>
    public string RegistryUser => EnvironmentInfo.GetVariable("CI_REGISTRY_USER");

    /// <summary>The server's name.</summary>
    public string ServerName => EnvironmentInfo.GetVariable("CI_SERVER_NAME");

    /// <summary>The server's revision.</summary>
    public string ServerRevision => EnvironmentInfo.GetVariable("CI_SERVER_REVISION");

    /// <summary>The server's version.</summary>
    public string ServerVersion => EnvironmentInfo.GetVariable("CI_SERVER_VERSION");

    /// <summary>Who started the job.</summary>
    public long GitLabUserId => EnvironmentInfo.GetVariable<long>("GITLAB_USER_ID");

    /// <summary>Their e-mail address.</summary>
    public string GitLabUserEmail => EnvironmentInfo.GetVariable("GITLAB_USER_EMAIL");

    /// <summary>Their login.</summary>
    public string GitLabUserLogin => EnvironmentInfo.GetVariable("GITLAB_USER_LOGIN");

    /// <summary>Their name.</summary>
    public string GitLabUserName => EnvironmentInfo.GetVariable("GITLAB_USER_NAME");

    // https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
    /// <summary>Starts a section that the job's page folds.</summary>
    public void BeginSection(string text, bool collapsed = true) => Write($"\u001b[0Ksection_start:{Now}:{Id(text)}{(collapsed ? "[collapsed=true]" : "")}\r\u001b[0K{text}");

    /// <summary>Ends it.</summary>
    public void EndSection(string text) => Write($"\u001b[0Ksection_end:{Now}:{Id(text)}\r\u001b[0K");

    /// <inheritdoc />
    protected internal override IDisposable WriteBlock(string text) => DelegateDisposable.CreateBracket(() => BeginSection(text, collapsed: false), () => EndSection(text));

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    // A section's id takes letters, digits, dots, dashes and underscores.
    private static string Id(string text) => string.Concat(text.Select(x => char.IsAsciiLetterOrDigit(x) ? char.ToLowerInvariant(x) : '_'));

    private void Write(string line) => (_output ?? ServerOutput.Writer).WriteLine(line);
}
