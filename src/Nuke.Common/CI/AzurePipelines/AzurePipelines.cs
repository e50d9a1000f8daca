using Nuke.Common.Utilities;

namespace Nuke.Common.CI.AzurePipelines;

/// <summary>Azure Pipelines, by <a href="https://learn.microsoft.com/azure/devops/pipelines/build/variables">its variables</a>.</summary>
/// <remarks>A property whose variable isn't set is <see langword="null"/>, or its type's default.</remarks>
public class AzurePipelines : Host, IBuildServer
{
    private readonly AzurePipelinesCommands _commands;

    internal AzurePipelines(TextWriter? output = null) => _commands = new AzurePipelinesCommands(output);

    /// <summary>The host, if the build runs there.</summary>
    public static new AzurePipelines Instance => (Host.Instance as AzurePipelines)!;

    string? IBuildServer.Branch => SourceBranch;

    string? IBuildServer.Commit => SourceVersion;

    internal static bool IsRunningAzurePipelines => EnvironmentInfo.HasVariable("TF_BUILD");

    /// <summary>The pipeline's directory on the agent.</summary>
    public string AgentBuildDirectory => EnvironmentInfo.GetVariable("AGENT_BUILDDIRECTORY");

    /// <summary>Where the agent is installed.</summary>
    public string AgentHomeDirectory => EnvironmentInfo.GetVariable("AGENT_HOMEDIRECTORY");

    /// <summary>The agent's id.</summary>
    public long AgentId => EnvironmentInfo.GetVariable<long>("AGENT_ID");

    /// <summary>How the job stands.</summary>
    public AzurePipelinesJobStatus AgentJobStatus => EnvironmentInfo.GetVariable<AzurePipelinesJobStatus>("AGENT_JOBSTATUS");

    /// <summary>The agent's machine.</summary>
    public string AgentMachineName => EnvironmentInfo.GetVariable("AGENT_MACHINENAME");

    /// <summary>The agent's name.</summary>
    public string AgentName => EnvironmentInfo.GetVariable("AGENT_NAME");

    /// <summary>The agent's working directory.</summary>
    public string AgentWorkFolder => EnvironmentInfo.GetVariable("AGENT_WORKFOLDER");

    /// <summary>Where artifacts are gathered.</summary>
    public string ArtifactStagingDirectory => EnvironmentInfo.GetVariable("BUILD_ARTIFACTSTAGINGDIRECTORY");

    /// <summary>The run's id.</summary>
    public long BuildId => EnvironmentInfo.GetVariable<long>("BUILD_BUILDID");

    /// <summary>The run's name.</summary>
    public string BuildNumber => EnvironmentInfo.GetVariable("BUILD_BUILDNUMBER");

    /// <summary>The run's address.</summary>
    public string BuildUri => EnvironmentInfo.GetVariable("BUILD_BUILDURI");

    /// <summary>Where compiled files can go.</summary>
    public string BinariesDirectory => EnvironmentInfo.GetVariable("BUILD_BINARIESDIRECTORY");

    /// <summary>The pipeline's name.</summary>
    public string DefinitionName => EnvironmentInfo.GetVariable("BUILD_DEFINITIONNAME");

    /// <summary>The pipeline's version.</summary>
    public long DefinitionVersion => EnvironmentInfo.GetVariable<long>("BUILD_DEFINITIONVERSION");

    /// <summary>Who queued the run.</summary>
    public string QueuedBy => EnvironmentInfo.GetVariable("BUILD_QUEUEDBY");

    /// <summary>Their id.</summary>
    public Guid QueuedById => EnvironmentInfo.GetVariable<Guid>("BUILD_QUEUEDBYID");

    /// <summary>What started the run.</summary>
    public AzurePipelinesBuildReason BuildReason => EnvironmentInfo.GetVariable<AzurePipelinesBuildReason>("BUILD_REASON");

    /// <summary>Whether the directory is cleaned first.</summary>
    public bool RepositoryClean => EnvironmentInfo.GetVariable<bool>("BUILD_REPOSITORY_CLEAN");

    /// <summary>Where the repository is.</summary>
    public string RepositoryLocalPath => EnvironmentInfo.GetVariable("BUILD_REPOSITORY_LOCALPATH");

    /// <summary>The repository's name.</summary>
    public string RepositoryName => EnvironmentInfo.GetVariable("BUILD_REPOSITORY_NAME");

    /// <summary>The repository's kind.</summary>
    public AzurePipelinesRepositoryType RepositoryProvider => EnvironmentInfo.GetVariable<AzurePipelinesRepositoryType>("BUILD_REPOSITORY_PROVIDER");

    /// <summary>The TFVC workspace.</summary>
    public string RepositoryTfvcWorkspace => EnvironmentInfo.GetVariable("BUILD_REPOSITORY_TFVC_WORKSPACE");

    /// <summary>The repository's URL.</summary>
    public string RepositoryUri => EnvironmentInfo.GetVariable("BUILD_REPOSITORY_URI");

    /// <summary>For whom the run is.</summary>
    public string RequestedFor => EnvironmentInfo.GetVariable("BUILD_REQUESTEDFOR");

    /// <summary>Their e-mail address.</summary>
    public string RequestedForEmail => EnvironmentInfo.GetVariable("BUILD_REQUESTEDFOREMAIL");

    /// <summary>Their id.</summary>
    public Guid RequestedForId => EnvironmentInfo.GetVariable<Guid>("BUILD_REQUESTEDFORID");

    /// <summary>The branch: <c>refs/heads/main</c>.</summary>
    public string SourceBranch => EnvironmentInfo.GetVariable("BUILD_SOURCEBRANCH");

    /// <summary>The last part of the branch.</summary>
    public string SourceBranchName => EnvironmentInfo.GetVariable("BUILD_SOURCEBRANCHNAME");

    /// <summary>Where the sources are.</summary>
    public string SourceDirectory => EnvironmentInfo.GetVariable("BUILD_SOURCESDIRECTORY");

    /// <summary>The commit.</summary>
    public string SourceVersion => EnvironmentInfo.GetVariable("BUILD_SOURCEVERSION");

    /// <summary>Where artifacts are gathered.</summary>
    public string StagingDirectory => EnvironmentInfo.GetVariable("BUILD_STAGINGDIRECTORY");

    /// <summary>Whether submodules are checked out.</summary>
    public bool RepositoryGitSubmoduleCheckout => EnvironmentInfo.GetVariable<bool>("BUILD_REPOSITORY_GIT_SUBMODULECHECKOUT");

    /// <summary>The TFVC shelveset.</summary>
    public string SourceTfvcShelveset => EnvironmentInfo.GetVariable("BUILD_SOURCETFVCSHELVESET");

    /// <summary>Where test results go.</summary>
    public string TestResultsDirectory => EnvironmentInfo.GetVariable("COMMON_TESTRESULTSDIRECTORY");

    /// <summary>The run's token, where the pipeline maps it. A secret.</summary>
    public string AccessToken => EnvironmentInfo.GetVariable("SYSTEM_ACCESSTOKEN");

    /// <summary>The collection's id.</summary>
    public Guid CollectionId => EnvironmentInfo.GetVariable<Guid>("SYSTEM_COLLECTIONID");

    /// <summary>Where steps run.</summary>
    public string DefaultWorkingDirectory => EnvironmentInfo.GetVariable("SYSTEM_DEFAULTWORKINGDIRECTORY");

    /// <summary>The pipeline's id.</summary>
    public long DefinitionId => EnvironmentInfo.GetVariable<long>("SYSTEM_DEFINITIONID");

    /// <summary>The pull request's id.</summary>
    public long? PullRequestId => EnvironmentInfo.GetVariable<long?>("SYSTEM_PULLREQUEST_PULLREQUESTID");

    /// <summary>The branch that it comes from.</summary>
    public string PullRequestSourceBranch => EnvironmentInfo.GetVariable("SYSTEM_PULLREQUEST_SOURCEBRANCH");

    /// <summary>The branch that it is for.</summary>
    public string PullRequestTargetBranch => EnvironmentInfo.GetVariable("SYSTEM_PULLREQUEST_TARGETBRANCH");

    /// <summary>The stage.</summary>
    public string StageName => EnvironmentInfo.GetVariable("SYSTEM_STAGENAME");

    /// <summary>The stage's shown name.</summary>
    public string StageDisplayName => EnvironmentInfo.GetVariable("SYSTEM_STAGEDISPLAYNAME");

    /// <summary>The collection's address.</summary>
    public string TeamFoundationCollectionUri => EnvironmentInfo.GetVariable("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI");

    /// <summary>The project.</summary>
    public string TeamProject => EnvironmentInfo.GetVariable("SYSTEM_TEAMPROJECT");

    /// <summary>The project's id.</summary>
    public Guid TeamProjectId => EnvironmentInfo.GetVariable<Guid>("SYSTEM_TEAMPROJECTID");

    /// <summary>The job's shown name.</summary>
    public string JobDisplayName => EnvironmentInfo.GetVariable("SYSTEM_JOBDISPLAYNAME");

    /// <summary>The job's id.</summary>
    public Guid JobId => EnvironmentInfo.GetVariable<Guid>("SYSTEM_JOBID");

    /// <summary>The task's id.</summary>
    public Guid TaskInstanceId => EnvironmentInfo.GetVariable<Guid>("SYSTEM_TASKINSTANCEID");

    /// <summary>The job's name in the pipeline's file.</summary>
    public string PhaseName => EnvironmentInfo.GetVariable("SYSTEM_PHASENAME");

    /// <summary>Starts a group of lines that the log folds.</summary>
    public void Group(string group) => _commands.WriteLine($"##[group]{group}");

    /// <summary>Ends it.</summary>
    public void EndGroup(string group) => _commands.WriteLine($"##[endgroup]{group}");

    /// <summary>Adds a file to the run's logs.</summary>
    public void UploadLog(string path) => WriteCommand("build.uploadlog", path);

    /// <summary>Gives the run another name.</summary>
    public void UpdateBuildNumber(string buildNumber)
    {
        WriteCommand("build.updatebuildnumber", buildNumber);
        EnvironmentInfo.SetVariable("BUILD_BUILDNUMBER", buildNumber);
    }

    /// <summary>Tags the run.</summary>
    public void AddBuildTag(string buildTag) => WriteCommand("build.addbuildtag", buildTag);

    /// <summary>Publishes a file or directory as an artifact.</summary>
    public void UploadArtifacts(string containerDirectory, string artifactName, string packageDirectory)
        => _commands.Write("artifact.upload", packageDirectory, ("containerfolder", containerDirectory), ("artifactname", artifactName));

    /// <summary>Adds an error to the run's page.</summary>
    public void LogError(string message, string? sourcePath = null, string? lineNumber = null, string? columnNumber = null, string? code = null)
        => LogIssue(AzurePipelinesIssueType.Error, message, sourcePath, lineNumber, columnNumber, code);

    /// <summary>Adds a warning to the run's page.</summary>
    public void LogWarning(string message, string? sourcePath = null, string? lineNumber = null, string? columnNumber = null, string? code = null)
        => LogIssue(AzurePipelinesIssueType.Warning, message, sourcePath, lineNumber, columnNumber, code);

    /// <summary>Adds an error or warning to the run's page.</summary>
    public void LogIssue(AzurePipelinesIssueType type, string message, string? sourcePath = null, string? lineNumber = null, string? columnNumber = null, string? code = null)
        => _commands.Write(
            "task.logissue",
            message,
            ("type", type == AzurePipelinesIssueType.Error ? "error" : "warning"),
            ("sourcepath", sourcePath),
            ("linenumber", lineNumber),
            ("columnnumber", columnNumber),
            ("code", code));

    /// <summary>Publishes code coverage.</summary>
    public void PublishCodeCoverage(AzurePipelinesCodeCoverageToolType coverageTool, string summaryFile, string reportDirectory, params string[] additionalCodeCoverageFiles)
        => _commands.Write(
            "codecoverage.publish",
            null,
            ("codeCoverageTool", coverageTool.ToString()),
            ("summaryFile", summaryFile),
            ("reportDirectory", reportDirectory),
            ("additionalCodeCoverageFiles", string.Join(',', additionalCodeCoverageFiles)));

    /// <summary>Publishes test results.</summary>
    public void PublishTestResults(
        string title,
        AzurePipelinesTestResultsType type,
        IEnumerable<string> files,
        bool? mergeResults = null,
        string? platform = null,
        string? configuration = null,
        bool? publishRunAttachments = null)
        => _commands.Write(
            "results.publish",
            null,
            ("type", type.ToString()),
            ("resultFiles", string.Join(',', files)),
            ("mergeResults", mergeResults?.ToString()),
            ("platform", platform),
            ("config", configuration),
            ("runTitle", $"'{title}'"),
            ("publishRunAttachments", publishRunAttachments?.ToString()));

    /// <summary>Sets a variable for the steps that follow; a secret one is masked from here on.</summary>
    public void SetVariable(string name, string value, bool? isSecret = null)
        => _commands.Write("task.setvariable", value, ("variable", name), ("issecret", isSecret?.ToString()));

    /// <summary>Writes any <a href="https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands">logging command</a>.</summary>
    public void WriteCommand(string command, string? message = null, Func<IDictionary<string, object>, IDictionary<string, object>>? dictionaryConfigurator = null)
        => _commands.Write(command, message, [.. (dictionaryConfigurator?.Invoke(new Dictionary<string, object>()) ?? new Dictionary<string, object>()).Select(x => (x.Key, x.Value?.ToString()))]);

    /// <inheritdoc />
    protected internal override IDisposable WriteBlock(string text) => DelegateDisposable.CreateBracket(() => Group(text), () => EndGroup(text));

    /// <inheritdoc />
    protected internal override void ReportWarning(string text, string? details = null) => LogWarning(text);

    /// <inheritdoc />
    protected internal override void ReportError(string text, string? details = null) => LogError(text);

    /// <inheritdoc />
    protected internal override bool FilterMessage(string message) => _commands.PassThrough(message);
}
