using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.CI.Jenkins;

/// <summary>Jenkins, by <a href="https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables">its variables</a>.</summary>
[ExcludeFromCodeCoverage(Justification = "Each property reads one variable.")]
public class Jenkins : Host, IBuildServer
{
    internal Jenkins()
    {
    }

    /// <summary>The host, if the build runs there.</summary>
    public static new Jenkins Instance => (Host.Instance as Jenkins)!;

    string? IBuildServer.Branch => GitBranch ?? BranchName;

    string? IBuildServer.Commit => GitCommit;

    internal static bool IsRunningJenkins => EnvironmentInfo.HasVariable("JENKINS_HOME");

    /// <summary>The branch of a multibranch pipeline.</summary>
    public string BranchName => EnvironmentInfo.GetVariable("BRANCH_NAME");

    /// <summary>The build's name: <c>#14</c>. (The property is spelt as NUKE spells it.)</summary>
    public string BuilDisplayName => EnvironmentInfo.GetVariable("BUILD_DISPLAY_NAME");

    /// <summary>Counts the builds.</summary>
    public int BuildNumber => EnvironmentInfo.GetVariable<int>("BUILD_NUMBER");

    /// <summary>Job and number: <c>jenkins-app-14</c>.</summary>
    public string BuildTag => EnvironmentInfo.GetVariable("BUILD_TAG");

    /// <summary>The pull request's number, or another change's.</summary>
    public string ChangeId => EnvironmentInfo.GetVariable("CHANGE_ID");

    /// <summary>The executor, from 0.</summary>
    public int ExecutorNumber => EnvironmentInfo.GetVariable<int>("EXECUTOR_NUMBER");

    /// <summary>The branch that the Git plugin checked out: <c>origin/main</c>.</summary>
    public string GitBranch => EnvironmentInfo.GetVariable("GIT_BRANCH");

    /// <summary>The commit that it checked out.</summary>
    public string GitCommit => EnvironmentInfo.GetVariable("GIT_COMMIT");

    /// <summary>The commit of the build before.</summary>
    public string GitPreviousCommit => EnvironmentInfo.GetVariable("GIT_PREVIOUS_COMMIT");

    /// <summary>The commit of the last build that succeeded.</summary>
    public string GitPreviousSuccessfulCommit => EnvironmentInfo.GetVariable("GIT_PREVIOUS_SUCCESSFUL_COMMIT");

    /// <summary>The repository.</summary>
    public string GitUrl => EnvironmentInfo.GetVariable("GIT_URL");

    /// <summary>The controller's home directory.</summary>
    public string JenkinsHome => EnvironmentInfo.GetVariable("JENKINS_HOME");

    /// <summary>The server's cookie.</summary>
    public string JenkinsServerCookie => EnvironmentInfo.GetVariable("JENKINS_SERVER_COOKIE");

    /// <summary>The job's name without its folders.</summary>
    public string JobBaseName => EnvironmentInfo.GetVariable("JOB_BASE_NAME");

    /// <summary>The job's page.</summary>
    public string JobDisplayUrl => EnvironmentInfo.GetVariable("JOB_DISPLAY_URL");

    /// <summary>The job's name.</summary>
    public string JobName => EnvironmentInfo.GetVariable("JOB_NAME");

    /// <summary>The node's labels.</summary>
    public string NodeLabels => EnvironmentInfo.GetVariable("NODE_LABELS");

    /// <summary>The node's name.</summary>
    public string NodeName => EnvironmentInfo.GetVariable("NODE_NAME");

    /// <summary>The page of the run's changes.</summary>
    public string RunChangesDisplayUrl => EnvironmentInfo.GetVariable("RUN_CHANGES_DISPLAY_URL");

    /// <summary>The run's page.</summary>
    public string RunDisplayUrl => EnvironmentInfo.GetVariable("RUN_DISPLAY_URL");

    /// <summary>Where the job runs.</summary>
    public string Workspace => EnvironmentInfo.GetVariable("WORKSPACE");
}
