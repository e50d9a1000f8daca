namespace Nuke.Common.CI.AppVeyor;

/// <summary>AppVeyor, by <a href="https://www.appveyor.com/docs/environment-variables/">its variables</a>.</summary>
/// <remarks>A property whose variable isn't set is <see langword="null"/>, or its type's default.</remarks>
public class AppVeyor : Host, IBuildServer
{
    private int _messages;

    internal AppVeyor()
    {
    }

    /// <summary>The host, if the build runs there.</summary>
    public static new AppVeyor Instance => (Host.Instance as AppVeyor)!;

    string? IBuildServer.Branch => RepositoryBranch;

    string? IBuildServer.Commit => RepositoryCommitSha;

    internal static bool IsRunningAppVeyor => EnvironmentInfo.HasVariable("APPVEYOR");

    /// <summary>The server's address.</summary>
    public string Url => EnvironmentInfo.GetVariable("APPVEYOR_URL");

    /// <summary>The build agent's API.</summary>
    public string ApiUrl => EnvironmentInfo.GetVariable("APPVEYOR_API_URL");

    /// <summary>The account.</summary>
    public string AccountName => EnvironmentInfo.GetVariable("APPVEYOR_ACCOUNT_NAME");

    /// <summary>The project's id.</summary>
    public int ProjectId => EnvironmentInfo.GetVariable<int>("APPVEYOR_PROJECT_ID");

    /// <summary>The project's name.</summary>
    public string ProjectName => EnvironmentInfo.GetVariable("APPVEYOR_PROJECT_NAME");

    /// <summary>The project's name as URLs have it.</summary>
    public string ProjectSlug => EnvironmentInfo.GetVariable("APPVEYOR_PROJECT_SLUG");

    /// <summary>Where the repository is.</summary>
    public string BuildFolder => EnvironmentInfo.GetVariable("APPVEYOR_BUILD_FOLDER");

    /// <summary>The build's id.</summary>
    public int BuildId => EnvironmentInfo.GetVariable<int>("APPVEYOR_BUILD_ID");

    /// <summary>Counts the builds.</summary>
    public int BuildNumber => EnvironmentInfo.GetVariable<int>("APPVEYOR_BUILD_NUMBER");

    /// <summary>The build's version.</summary>
    public string BuildVersion => EnvironmentInfo.GetVariable("APPVEYOR_BUILD_VERSION");

    /// <summary>The worker's image.</summary>
    public string BuildWorkerImage => EnvironmentInfo.GetVariable("APPVEYOR_BUILD_WORKER_IMAGE");

    /// <summary>The pull request's number.</summary>
    public int? PullRequestNumber => EnvironmentInfo.GetVariable<int?>("APPVEYOR_PULL_REQUEST_NUMBER");

    /// <summary>The pull request's title.</summary>
    public string PullRequestTitle => EnvironmentInfo.GetVariable("APPVEYOR_PULL_REQUEST_TITLE");

    /// <summary>The job's id.</summary>
    public string JobId => EnvironmentInfo.GetVariable("APPVEYOR_JOB_ID");

    /// <summary>The job's name.</summary>
    public string JobName => EnvironmentInfo.GetVariable("APPVEYOR_JOB_NAME");

    /// <summary>Counts the build's jobs.</summary>
    public int JobNumber => EnvironmentInfo.GetVariable<int>("APPVEYOR_JOB_NUMBER");

    /// <summary>github, bitBucket, gitLab …</summary>
    public string RepositoryProvider => EnvironmentInfo.GetVariable("APPVEYOR_REPO_PROVIDER");

    /// <summary>git or mercurial.</summary>
    public string RepositoryScm => EnvironmentInfo.GetVariable("APPVEYOR_REPO_SCM");

    /// <summary>Owner and name.</summary>
    public string RepositoryName => EnvironmentInfo.GetVariable("APPVEYOR_REPO_NAME");

    /// <summary>The branch; for a pull request the one that it is for.</summary>
    public string RepositoryBranch => EnvironmentInfo.GetVariable("APPVEYOR_REPO_BRANCH");

    /// <summary>Whether a tag started the build.</summary>
    public bool RepositoryTag => EnvironmentInfo.GetVariable<bool>("APPVEYOR_REPO_TAG");

    /// <summary>The tag.</summary>
    public string RepositoryTagName => EnvironmentInfo.GetVariable("APPVEYOR_REPO_TAG_NAME");

    /// <summary>The commit.</summary>
    public string RepositoryCommitSha => EnvironmentInfo.GetVariable("APPVEYOR_REPO_COMMIT");

    /// <summary>Its author.</summary>
    public string RepositoryCommitAuthor => EnvironmentInfo.GetVariable("APPVEYOR_REPO_COMMIT_AUTHOR");

    /// <summary>Their e-mail address.</summary>
    public string RepositoryCommitAuthorEmail => EnvironmentInfo.GetVariable("APPVEYOR_REPO_COMMIT_AUTHOR_EMAIL");

    /// <summary>When it was committed.</summary>
    public DateTime RepositoryCommitTimestamp => EnvironmentInfo.GetVariable<DateTime>("APPVEYOR_REPO_COMMIT_TIMESTAMP");

    /// <summary>Its message's first line.</summary>
    public string RepositoryCommitMessage => EnvironmentInfo.GetVariable("APPVEYOR_REPO_COMMIT_MESSAGE");

    /// <summary>The other lines.</summary>
    public string RepositoryCommitMessageExtended => EnvironmentInfo.GetVariable("APPVEYOR_REPO_COMMIT_MESSAGE_EXTENDED");

    /// <summary>Whether a schedule started the build.</summary>
    public bool ScheduledBuild => EnvironmentInfo.GetVariable<bool>("APPVEYOR_SCHEDULED_BUILD");

    /// <summary>Whether a person started it.</summary>
    public bool ForcedBuild => EnvironmentInfo.GetVariable<bool>("APPVEYOR_FORCED_BUILD");

    /// <summary>Whether it is built again.</summary>
    public bool Rebuild => EnvironmentInfo.GetVariable<bool>("APPVEYOR_RE_BUILD");

    /// <summary>The platform of the build matrix.</summary>
    public string Platform => EnvironmentInfo.GetVariable("PLATFORM");

    /// <summary>The configuration of the build matrix.</summary>
    public string Configuration => EnvironmentInfo.GetVariable("CONFIGURATION");

    /// <summary>How many messages AppVeyor takes for a build. Default 500; more need their support.</summary>
    public static int MessageLimit { get; set; } = 500;

    /// <summary>Gives the build another version.</summary>
    public void UpdateBuildVersion(string version)
    {
        AppVeyorAgent.Run("UpdateBuild", "-Version", version);
        EnvironmentInfo.SetVariable("APPVEYOR_BUILD_VERSION", version);
    }

    /// <summary>Publishes a file.</summary>
    public void PushArtifact(string path, string? name = null) => AppVeyorAgent.Run("PushArtifact", path, "-FileName", name ?? Path.GetFileName(path));

    /// <summary>Adds a message to the build's page.</summary>
    public void WriteInformation(string message, string? details = null) => WriteMessage(AppVeyorMessageCategory.Information, message, details);

    /// <summary>Adds a warning to the build's page.</summary>
    public void WriteWarning(string message, string? details = null) => WriteMessage(AppVeyorMessageCategory.Warning, message, details);

    /// <summary>Adds an error to the build's page.</summary>
    public void WriteError(string message, string? details = null) => WriteMessage(AppVeyorMessageCategory.Error, message, details);

    /// <inheritdoc />
    protected internal override void ReportWarning(string text, string? details = null) => WriteWarning(text, details);

    /// <inheritdoc />
    protected internal override void ReportError(string text, string? details = null) => WriteError(text, details);

    private void WriteMessage(AppVeyorMessageCategory category, string message, string? details)
    {
        // The agent fails the build for one message too many; the log has them all.
        if (Interlocked.Increment(ref _messages) <= MessageLimit)
            AppVeyorAgent.Run("AddMessage", message, "-Category", category.ToString(), "-Details", details ?? string.Empty);
    }
}
