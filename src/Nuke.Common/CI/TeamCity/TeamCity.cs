using System.Globalization;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.TeamCity;

/// <summary>TeamCity, by <a href="https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html">its parameters</a> and <a href="https://www.jetbrains.com/help/teamcity/service-messages.html">service messages</a>.</summary>
/// <remarks>A property whose parameter isn't set is <see langword="null"/>, or its type's default.</remarks>
public class TeamCity : Host, IBuildServer
{
    private readonly TeamCityMessages _messages;
    private readonly Lazy<IReadOnlyDictionary<string, string>> _system = new(() => TeamCityProperties.Read(EnvironmentInfo.GetVariable("TEAMCITY_BUILD_PROPERTIES_FILE")));
    private readonly Lazy<IReadOnlyDictionary<string, string>> _configuration;
    private readonly Lazy<IReadOnlyDictionary<string, string>> _runner;

    internal TeamCity(TextWriter? output = null)
    {
        _messages = new TeamCityMessages(output);
        _configuration = new(() => TeamCityProperties.Read(SystemProperties.GetValueOrDefault("teamcity.configuration.properties.file")));
        _runner = new(() => TeamCityProperties.Read(SystemProperties.GetValueOrDefault("teamcity.runner.properties.file")));
    }

    /// <summary>The host, if the build runs there.</summary>
    public static new TeamCity Instance => (Host.Instance as TeamCity)!;

    string? IBuildServer.Branch => BranchName;

    string? IBuildServer.Commit => BuildVcsNumber;

    internal static bool IsRunningTeamCity => EnvironmentInfo.HasVariable("TEAMCITY_VERSION", allowEmpty: false);

    /// <summary>The configuration parameters.</summary>
    public IReadOnlyDictionary<string, string> ConfigurationProperties => _configuration.Value;

    /// <summary>The system properties.</summary>
    public IReadOnlyDictionary<string, string> SystemProperties => _system.Value;

    /// <summary>The build runner's parameters.</summary>
    public IReadOnlyDictionary<string, string> RunnerProperties => _runner.Value;

    /// <summary>The tests that failed in recent builds.</summary>
    public IReadOnlyCollection<string> RecentlyFailedTests
        => SystemProperties.GetValueOrDefault("teamcity.tests.recentlyFailedTests.file") is { } file && File.Exists(file) ? File.ReadAllLines(file) : [];

    /// <summary>The build configuration's name.</summary>
    public string BuildConfiguration => SystemProperties.GetValueOrDefault("teamcity.buildConfName")!;

    /// <summary>The build configuration's id.</summary>
    public string BuildTypeId => SystemProperties.GetValueOrDefault("teamcity.buildType.id")!;

    /// <summary>The build's number or name.</summary>
    public string BuildNumber => EnvironmentInfo.GetVariable("BUILD_NUMBER");

    /// <summary>The commit.</summary>
    public string BuildVcsNumber => SystemProperties.GetValueOrDefault("build.vcs.number")!;

    /// <summary>TeamCity's version.</summary>
    public string Version => SystemProperties.GetValueOrDefault("teamcity.version")!;

    /// <summary>The project's name.</summary>
    public string ProjectName => SystemProperties.GetValueOrDefault("teamcity.projectName")!;

    /// <summary>The server's address.</summary>
    public string ServerUrl => ConfigurationProperties.GetValueOrDefault("teamcity.serverUrl")!;

    /// <summary>The project's id.</summary>
    public string ProjectId => ConfigurationProperties.GetValueOrDefault("teamcity.project.id")!;

    /// <summary>The build's id.</summary>
    public long BuildId => long.TryParse(ConfigurationProperties.GetValueOrDefault("teamcity.build.id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>Whether a person runs the build for themselves.</summary>
    public bool IsBuildPersonal => SystemProperties.GetValueOrDefault("build.is.personal") == "true";

    /// <summary>Whether a pull request is built.</summary>
    public bool IsPullRequest => ConfigurationProperties.ContainsKey("teamcity.pullRequest.number");

    /// <summary>The pull request's number.</summary>
    public long? PullRequestNumber => long.TryParse(ConfigurationProperties.GetValueOrDefault("teamcity.pullRequest.number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The branch as TeamCity shows it.</summary>
    public string BranchName => ConfigurationProperties.GetValueOrDefault("teamcity.build.branch")!;

    /// <summary>TeamCity no longer reads service messages.</summary>
    public void DisableServiceMessages() => Write("disableServiceMessages");

    /// <summary>TeamCity reads service messages again.</summary>
    public void EnableServiceMessages() => Write("enableServiceMessages");

    /// <summary>Has TeamCity read a report.</summary>
    public void ImportData(TeamCityImportType type, string path, TeamCityImportTool? tool = null, bool? verbose = null, bool? parseOutOfDate = null, TeamCityNoDataPublishedAction? action = null)
    {
        Assert.True(type != TeamCityImportType.dotNetCoverage || tool is not null, "Importing coverage needs the tool that measured it: pass TeamCityImportTool.");
        _messages.Write(
            "importData",
            ("type", type.ToString()),
            ("path", path),
            ("tool", tool?.ToString()),
            ("verbose", Lower(verbose)),
            ("parseOutOfDate", Lower(parseOutOfDate)),
            ("whenNoDataPublished", action?.ToString()));
    }

    /// <summary>Adds a problem to the build, which fails it.</summary>
    public void AddBuildProblem(string description) => _messages.Write("buildProblem", ("description", description));

    /// <summary>Sets the build's status text, or puts text before or after it.</summary>
    public void SetBuildStatus(string text, bool prepend = false, bool append = false)
        => _messages.Write("buildStatus", ("text", (append ? "{build.status.text} " : string.Empty) + text + (prepend ? " {build.status.text}" : string.Empty)));

    /// <summary>Gives the build another number.</summary>
    public void SetBuildNumber(string number)
    {
        _messages.WriteValue("buildNumber", number);
        EnvironmentInfo.SetVariable("BUILD_NUMBER", number);
    }

    /// <summary>Sets a configuration parameter for the steps that follow.</summary>
    public void SetConfigurationParameter(string name, string value) => SetParameter(name.Replace('_', '.'), value);

    /// <summary>Sets an environment variable for the steps that follow.</summary>
    public void SetEnvironmentVariable(string name, string value) => SetParameter($"env.{name}", value);

    /// <summary>Sets a system property for the steps that follow.</summary>
    public void SetSystemProperty(string name, string value) => SetParameter($"system.{name}", value);

    /// <summary>Reports a figure that TeamCity draws over time.</summary>
    public void AddStatisticValue(string key, string value) => _messages.Write("buildStatisticValue", ("key", key), ("value", value));

    /// <summary>Shows what the build is doing.</summary>
    public void SetProgress(string text) => _messages.WriteValue("progressMessage", text);

    /// <summary>Shows what the build is doing until <see cref="FinishProgress"/>.</summary>
    public void StartProgress(string text) => _messages.WriteValue("progressStart", text);

    /// <summary>Ends what <see cref="StartProgress"/> began.</summary>
    public void FinishProgress(string text) => _messages.WriteValue("progressFinish", text);

    /// <summary>Publishes files while the build runs.</summary>
    public void PublishArtifacts(string path) => _messages.WriteValue("publishArtifacts", path);

    /// <summary>Starts a block of lines that the log folds.</summary>
    public void OpenBlock(string name, string? description = null) => _messages.Write("blockOpened", ("name", name), ("description", description));

    /// <summary>Ends it.</summary>
    public void CloseBlock(string name) => _messages.Write("blockClosed", ("name", name));

    /// <summary>Starts a compiler's messages.</summary>
    public void StartCompilation(string compiler) => _messages.Write("compilationStarted", ("compiler", compiler));

    /// <summary>Ends them.</summary>
    public void FinishCompilation(string compiler) => _messages.Write("compilationFinished", ("compiler", compiler));

    /// <summary>Writes a message.</summary>
    public void WriteMessage(string text) => WriteStatus(text, TeamCityStatus.NORMAL);

    /// <summary>Writes a warning.</summary>
    public void WriteWarning(string text) => WriteStatus(text, TeamCityStatus.WARNING);

    /// <summary>Writes a failure.</summary>
    public void WriteFailure(string text) => WriteStatus(text, TeamCityStatus.FAILURE);

    /// <summary>Writes an error, which fails the build if it is configured so.</summary>
    public void WriteError(string text, string? errorDetails = null) => WriteStatus(text, TeamCityStatus.ERROR, errorDetails);

    /// <summary>Writes any service message with named values.</summary>
    public void Write(string command, Func<IDictionary<string, object>, IDictionary<string, object>> dictionaryConfigurator)
        => _messages.Write(command, [.. dictionaryConfigurator(new Dictionary<string, object>()).Select(x => (x.Key, x.Value?.ToString()))]);

    /// <summary>Writes any service message with values that are escaped already.</summary>
    public void Write(string command, params string[] escapedArguments) => Write([command, .. escapedArguments.Select(x => $"'{x}'")]);

    /// <summary>Writes a service message from its parts.</summary>
    public void Write(IEnumerable<string> escapedTokens) => Write(string.Join(' ', escapedTokens));

    /// <summary>Writes a service message.</summary>
    public void Write(string escapedMessage) => _messages.WriteLine($"##teamcity[{escapedMessage}]");

    /// <inheritdoc />
    protected internal override IDisposable WriteBlock(string text) => DelegateDisposable.CreateBracket(() => OpenBlock(text), () => CloseBlock(text));

    /// <inheritdoc />
    protected internal override void ReportWarning(string text, string? details = null) => WriteWarning(text);

    /// <inheritdoc />
    protected internal override void ReportError(string text, string? details = null)
    {
        WriteError(text, details);
        AddBuildProblem(text);
    }

    /// <inheritdoc />
    protected internal override bool FilterMessage(string message)
    {
        if (!message.StartsWith("##teamcity[", StringComparison.Ordinal))
            return false;
        _messages.WriteLine(message);
        return true;
    }

    private static string? Lower(bool? value) => value switch { null => null, true => "true", false => "false" };

    private void SetParameter(string name, string value) => _messages.Write("setParameter", ("name", name), ("value", value));

    private void WriteStatus(string text, TeamCityStatus status, string? errorDetails = null)
        => _messages.Write("message", ("text", text), ("status", status.ToString()), ("errorDetails", errorDetails));
}
