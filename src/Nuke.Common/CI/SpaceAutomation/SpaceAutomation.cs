using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.CI.SpaceAutomation;

/// <summary>JetBrains Space Automation, by <a href="https://www.jetbrains.com/help/space/automation.html">its variables</a>.</summary>
[ExcludeFromCodeCoverage(Justification = "Each property reads one variable.")]
public class SpaceAutomation : Host, IBuildServer
{
    internal SpaceAutomation()
    {
    }

    /// <summary>The host, if the build runs there.</summary>
    public static new SpaceAutomation Instance => (Host.Instance as SpaceAutomation)!;

    string? IBuildServer.Branch => GitBranch;

    string? IBuildServer.Commit => GitRevision;

    internal static bool IsRunningSpaceAutomation => EnvironmentInfo.HasVariable("JB_SPACE_PROJECT_KEY");

    /// <summary>The project's key.</summary>
    public string ProjectKey => EnvironmentInfo.GetVariable("JB_SPACE_PROJECT_KEY");

    /// <summary>The address of the API.</summary>
    public string ApiUrl => EnvironmentInfo.GetVariable("JB_SPACE_API_URL");

    /// <summary>The job's client id.</summary>
    public string ClientId => EnvironmentInfo.GetVariable("JB_SPACE_CLIENT_ID");

    /// <summary>The job's client secret. A secret.</summary>
    public string ClientSecret => EnvironmentInfo.GetVariable("JB_SPACE_CLIENT_SECRET");

    /// <summary>Counts the executions.</summary>
    public string ExecutionNumber => EnvironmentInfo.GetVariable("JB_SPACE_EXECUTION_NUMBER");

    /// <summary>The repository's name.</summary>
    public string RepositoryName => EnvironmentInfo.GetVariable("JB_SPACE_GIT_REPOSITORY_NAME");

    /// <summary>The commit.</summary>
    public string GitRevision => EnvironmentInfo.GetVariable("JB_SPACE_GIT_REVISION");

    /// <summary>The branch.</summary>
    public string GitBranch => EnvironmentInfo.GetVariable("JB_SPACE_GIT_BRANCH");
}
