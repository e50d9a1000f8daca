using Newtonsoft.Json.Linq;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>GitHub Actions, by <a href="https://docs.github.com/actions/reference/workflows-and-actions/variables">its variables</a> and <a href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">workflow commands</a>.</summary>
/// <remarks>A property whose variable isn't set is <see langword="null"/>, or its type's default.</remarks>
public class GitHubActions : Host, IBuildServer
{
    private readonly WorkflowCommands _commands;
    private readonly Lazy<JObject> _event;
    private readonly Lazy<long> _jobId;

    internal GitHubActions(TextWriter? output = null)
    {
        _commands = new WorkflowCommands(output);
        _event = new Lazy<JObject>(() => JObject.Parse(File.Exists(EventPath) ? File.ReadAllText(EventPath) : "{}"));
        _jobId = new Lazy<long>(() => Api.JobId(RunId, Job));
    }

    /// <summary>The host, if the build runs there.</summary>
    public static new GitHubActions Instance => (Host.Instance as GitHubActions)!;

    string? IBuildServer.Branch => Ref;

    string? IBuildServer.Commit => Sha;

    internal static bool IsRunningGitHubActions => EnvironmentInfo.HasVariable("GITHUB_ACTIONS");

    /// <summary>The runner's home directory.</summary>
    public string Home => EnvironmentInfo.GetVariable("HOME");

    /// <summary>The workflow's name.</summary>
    public string Workflow => EnvironmentInfo.GetVariable("GITHUB_WORKFLOW");

    /// <summary>The workflow's file and reference.</summary>
    public string WorkflowRef => EnvironmentInfo.GetVariable("GITHUB_WORKFLOW_REF");

    /// <summary>The action or step that runs.</summary>
    public string Action => EnvironmentInfo.GetVariable("GITHUB_ACTION");

    /// <summary>Who started the run.</summary>
    public string Actor => EnvironmentInfo.GetVariable("GITHUB_ACTOR");

    /// <summary>Who started this attempt of it.</summary>
    public string TriggeringActor => EnvironmentInfo.GetVariable("GITHUB_TRIGGERING_ACTOR");

    /// <summary>Owner and name.</summary>
    public string Repository => EnvironmentInfo.GetVariable("GITHUB_REPOSITORY");

    /// <summary>The owner.</summary>
    public string RepositoryOwner => EnvironmentInfo.GetVariable("GITHUB_REPOSITORY_OWNER");

    /// <summary>The event that started the run: <c>push</c>, <c>pull_request</c> …</summary>
    public string EventName => EnvironmentInfo.GetVariable("GITHUB_EVENT_NAME");

    /// <summary>The file that has the event.</summary>
    public string EventPath => EnvironmentInfo.GetVariable("GITHUB_EVENT_PATH");

    /// <summary>Where the repository is.</summary>
    public string Workspace => EnvironmentInfo.GetVariable("GITHUB_WORKSPACE");

    /// <summary>The commit; for a pull request, of its merge with the branch it is for.</summary>
    public string Sha => EnvironmentInfo.GetVariable("GITHUB_SHA");

    /// <summary><c>refs/heads/main</c>, <c>refs/tags/v1</c>, <c>refs/pull/1/merge</c>.</summary>
    public string Ref => EnvironmentInfo.GetVariable("GITHUB_REF");

    /// <summary>The short name of <see cref="Ref"/>.</summary>
    public string RefName => EnvironmentInfo.GetVariable("GITHUB_REF_NAME");

    /// <summary><c>branch</c> or <c>tag</c>.</summary>
    public string RefType => EnvironmentInfo.GetVariable("GITHUB_REF_TYPE");

    /// <summary>Whether rules protect the branch or tag.</summary>
    public bool RefProtected => EnvironmentInfo.GetVariable<bool>("GITHUB_REF_PROTECTED");

    /// <summary>The branch that a pull request comes from.</summary>
    public string HeadRef => EnvironmentInfo.GetVariable("GITHUB_HEAD_REF");

    /// <summary>The branch that a pull request is for.</summary>
    public string BaseRef => EnvironmentInfo.GetVariable("GITHUB_BASE_REF");

    /// <summary>Counts the workflow's runs.</summary>
    public long RunNumber => EnvironmentInfo.GetVariable<long>("GITHUB_RUN_NUMBER");

    /// <summary>The run's id.</summary>
    public long RunId => EnvironmentInfo.GetVariable<long>("GITHUB_RUN_ID");

    /// <summary>Counts the attempts of the run.</summary>
    public long RunAttempt => EnvironmentInfo.GetVariable<long>("GITHUB_RUN_ATTEMPT");

    /// <summary><c>https://github.com</c>, or the enterprise server.</summary>
    public string ServerUrl => EnvironmentInfo.GetVariable("GITHUB_SERVER_URL");

    /// <summary>The REST API's address.</summary>
    public string ApiUrl => EnvironmentInfo.GetVariable("GITHUB_API_URL");

    /// <summary>The GraphQL API's address.</summary>
    public string GraphQLUrl => EnvironmentInfo.GetVariable("GITHUB_GRAPHQL_URL");

    /// <summary>The job's id in the workflow.</summary>
    public string Job => EnvironmentInfo.GetVariable("GITHUB_JOB");

    /// <summary>The run's token, where the workflow passes it. A secret.</summary>
    public string Token => EnvironmentInfo.GetVariable("GITHUB_TOKEN");

    /// <summary>The runner's name.</summary>
    public string RunnerName => EnvironmentInfo.GetVariable("RUNNER_NAME");

    /// <summary><c>Linux</c>, <c>Windows</c> or <c>macOS</c>.</summary>
    public string RunnerOS => EnvironmentInfo.GetVariable("RUNNER_OS");

    /// <summary><c>X86</c>, <c>X64</c>, <c>ARM</c> or <c>ARM64</c>.</summary>
    public string RunnerArchitecture => EnvironmentInfo.GetVariable("RUNNER_ARCH");

    /// <summary>Emptied after each job.</summary>
    public string RunnerTemporaryDirectory => EnvironmentInfo.GetVariable("RUNNER_TEMP");

    /// <summary>The job's id in the API, which is asked for it.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE1244: the API refused.</exception>
    public long JobId => _jobId.Value;

    /// <summary>The event that started the run, as the webhook has it.</summary>
    public JObject GitHubEvent => _event.Value;

    /// <summary>The <c>github</c> context, where the workflow passes it as <c>GITHUB_CONTEXT</c>; otherwise empty.</summary>
    public JObject GitHubContext => JObject.Parse(EnvironmentInfo.GetVariable("GITHUB_CONTEXT") is { Length: > 0 } context ? context : "{}");

    /// <summary>Whether a pull request is built.</summary>
    public bool IsPullRequest => EventName == "pull_request";

    /// <summary>The pull request's number.</summary>
    public int? PullRequestNumber => GitHubEvent.Value<int?>("number");

    /// <summary>What happened to it: <c>opened</c>, <c>synchronize</c> …</summary>
    public string PullRequestAction => GitHubEvent.Value<string>("action")!;

    /// <summary>Markdown written here is shown on the run's page.</summary>
    public AbsolutePath StepSummaryFile => FileOf("GITHUB_STEP_SUMMARY");

    /// <summary>Lines <c>name=value</c> written here are the step's outputs.</summary>
    public AbsolutePath OutputFile => FileOf("GITHUB_OUTPUT");

    /// <summary>Lines <c>name=value</c> written here are variables of the steps that follow.</summary>
    public AbsolutePath EnvironmentFile => FileOf("GITHUB_ENV");

    private GitHubActionsApi Api => new(ApiUrl ?? "https://api.github.com", Repository, Token);

    /// <summary>Starts a group of lines that the log folds.</summary>
    public void Group(string group) => WriteCommand("group", group);

    /// <summary>Ends it.</summary>
    public void EndGroup(string group) => WriteCommand("endgroup", group);

    /// <summary>Writes a line that is shown when debug logging is on.</summary>
    public void WriteDebug(string message) => WriteCommand("debug", message);

    /// <summary>Writes a notice, which is shown on the run's page.</summary>
    public void WriteNotice(string message) => WriteCommand("notice", message);

    /// <summary>Writes a warning, which is shown on the run's page.</summary>
    public void WriteWarning(string message) => WriteCommand("warning", message);

    /// <summary>Writes an error, which is shown on the run's page.</summary>
    public void WriteError(string message) => WriteCommand("error", message);

    /// <summary>Masks a value in all that the log shows from here on.</summary>
    public void AddMask(string value) => WriteCommand("add-mask", value);

    /// <summary>Writes any workflow command: <c>::command key=value::message</c>.</summary>
    public void WriteCommand(string command, string? message = null, Configure<IDictionary<string, object>>? dictionaryConfigurator = null)
        => _commands.Write(command, message, dictionaryConfigurator?.Invoke(new Dictionary<string, object>()));

    /// <summary>Comments on an issue or pull request. The workflow needs the permission to write issues or pull requests.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE1244: the API refused.</exception>
    public Task CreateComment(int issue, string text) => Api.CreateCommentAsync(issue, text);

    /// <inheritdoc />
    protected internal override IDisposable WriteBlock(string text) => DelegateDisposable.CreateBracket(() => Group(text), () => EndGroup(text));

    /// <inheritdoc />
    protected internal override void ReportWarning(string text, string? details = null) => WriteWarning(text);

    /// <inheritdoc />
    protected internal override void ReportError(string text, string? details = null) => WriteError(text);

    /// <inheritdoc />
    protected internal override bool FilterMessage(string message) => _commands.PassThrough(message);

    private static AbsolutePath FileOf(string variable) => EnvironmentInfo.GetVariable(variable) is { Length: > 0 } path ? AbsolutePath.Create(path) : null!;
}
