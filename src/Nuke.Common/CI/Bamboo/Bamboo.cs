using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.CI.Bamboo;

/// <summary>Atlassian Bamboo, by <a href="https://confluence.atlassian.com/bamboo/bamboo-variables-289277087.html">its variables</a>.</summary>
[ExcludeFromCodeCoverage(Justification = "Each property reads one variable.")]
public class Bamboo : Host, IBuildServer
{
    internal Bamboo()
    {
    }

    /// <summary>The host, if the build runs there.</summary>
    public static new Bamboo Instance => (Host.Instance as Bamboo)!;

    string? IBuildServer.Branch => null;

    string? IBuildServer.Commit => null;

    internal static bool IsRunningBamboo => EnvironmentInfo.HasVariable("BAMBOO_SERVER");

    /// <summary>The agent's id.</summary>
    public long AgentId => EnvironmentInfo.GetVariable<long>("bamboo_agentId");

    /// <summary>The agent's working directory.</summary>
    public string AgentWorkingDirectory => EnvironmentInfo.GetVariable("bamboo_agentWorkingDirectory");

    /// <summary>The agent's home directory.</summary>
    public string AgentHome => EnvironmentInfo.GetVariable("BAMBOO_AGENT_HOME");

    /// <summary>The job's key.</summary>
    public string BuildKey => EnvironmentInfo.GetVariable("bamboo_buildKey");

    /// <summary>Counts the builds.</summary>
    public long BuildNumber => EnvironmentInfo.GetVariable<long>("bamboo_buildNumber");

    /// <summary>Project, plan and job.</summary>
    public string BuildPlanName => EnvironmentInfo.GetVariable("bamboo_buildPlanName");

    /// <summary>The result's key.</summary>
    public string BuildResultsKey => EnvironmentInfo.GetVariable("bamboo_buildResultKey");

    /// <summary>The result's page.</summary>
    public string BuildResultsUrl => EnvironmentInfo.GetVariable("bamboo_buildResultsUrl");

    /// <summary>When the build started.</summary>
    public DateTime BuildTimeStamp => EnvironmentInfo.GetVariable<DateTime>("bamboo_buildTimeStamp");

    /// <summary>Where the build runs.</summary>
    public string BuildWorkingDirectory => EnvironmentInfo.GetVariable("bamboo_build_working_directory");

    /// <summary>Whether the build has failed so far.</summary>
    public bool BuildFailed => EnvironmentInfo.GetVariable<bool>("bamboo_buildFailed");

    /// <summary>The plan's key with the project's.</summary>
    public string PlanKey => EnvironmentInfo.GetVariable("bamboo_planKey");

    /// <summary>The plan's key.</summary>
    public string ShortPlanKey => EnvironmentInfo.GetVariable("bamboo_shortPlanKey");

    /// <summary>The plan's name with the project's.</summary>
    public string PlanName => EnvironmentInfo.GetVariable("bamboo_planName");

    /// <summary>The plan's name.</summary>
    public string ShortPlanName => EnvironmentInfo.GetVariable("bamboo_shortPlanName");

    /// <summary>The plan's storage tag.</summary>
    public string PlanStorageTag => EnvironmentInfo.GetVariable("bamboo_plan_storageTag");

    /// <summary>The plan's result page.</summary>
    public string PlanResultsUrl => EnvironmentInfo.GetVariable("bamboo_resultsUrl");

    /// <summary>The job's short key.</summary>
    public string ShortJobKey => EnvironmentInfo.GetVariable("bamboo_shortJobKey");

    /// <summary>The job's short name.</summary>
    public string ShortJobName => EnvironmentInfo.GetVariable("bamboo_shortJobName");
}
