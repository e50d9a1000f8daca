using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.CI.Bitbucket;

/// <summary>Bitbucket Pipelines, by <a href="https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/">its variables</a>.</summary>
[ExcludeFromCodeCoverage(Justification = "Each property reads one variable.")]
public class Bitbucket : Host, IBuildServer
{
    internal Bitbucket()
    {
    }

    /// <summary>The host, if the build runs there.</summary>
    public static new Bitbucket Instance => (Host.Instance as Bitbucket)!;

    string? IBuildServer.Branch => Branch;

    string? IBuildServer.Commit => Commit;

    internal static bool IsRunningBitbucket => EnvironmentInfo.HasVariable("BITBUCKET_PIPELINE_UUID");

    /// <summary>Counts the builds.</summary>
    public long BuildNumber => EnvironmentInfo.GetVariable<long>("BITBUCKET_BUILD_NUMBER");

    /// <summary>Where the repository is cloned.</summary>
    public string CloneDirectory => EnvironmentInfo.GetVariable("BITBUCKET_CLONE_DIR");

    /// <summary>The commit that started the build.</summary>
    public string Commit => EnvironmentInfo.GetVariable("BITBUCKET_COMMIT");

    /// <summary>The workspace that has the repository.</summary>
    public string Workspace => EnvironmentInfo.GetVariable("BITBUCKET_WORKSPACE");

    /// <summary>The repository's name as URLs have it.</summary>
    public string RepositorySlug => EnvironmentInfo.GetVariable("BITBUCKET_REPO_SLUG");

    /// <summary>The repository's id.</summary>
    public string RepositoryUuid => EnvironmentInfo.GetVariable("BITBUCKET_REPO_UUID");

    /// <summary>Workspace and repository.</summary>
    public string RepositoryFullName => EnvironmentInfo.GetVariable("BITBUCKET_REPO_FULL_NAME");

    /// <summary>The source branch; none for tags.</summary>
    public string Branch => EnvironmentInfo.GetVariable("BITBUCKET_BRANCH");

    /// <summary>The tag; none for branches.</summary>
    public string Tag => EnvironmentInfo.GetVariable("BITBUCKET_TAG");

    /// <summary>The Mercurial bookmark.</summary>
    public string Bookmark => EnvironmentInfo.GetVariable("BITBUCKET_BOOKMARK");

    /// <summary>The step's index in its parallel group, from 0.</summary>
    public int ParallelStep => EnvironmentInfo.GetVariable<int>("BITBUCKET_PARALLEL_STEP");

    /// <summary>How many steps the parallel group has.</summary>
    public int ParallelStepCount => EnvironmentInfo.GetVariable<int>("BITBUCKET_PARALLEL_STEP_COUNT");

    /// <summary>The pull request's number.</summary>
    public int PullRequestId => EnvironmentInfo.GetVariable<int>("BITBUCKET_PR_ID");

    /// <summary>The branch that the pull request is for.</summary>
    public string PullRequestDestinationBranch => EnvironmentInfo.GetVariable("BITBUCKET_PR_DESTINATION_BRANCH");

    /// <summary>The origin over HTTP.</summary>
    public string GitHttpOrigin => EnvironmentInfo.GetVariable("BITBUCKET_GIT_HTTP_ORIGIN");

    /// <summary>The origin over SSH.</summary>
    public string GitSshOrigin => EnvironmentInfo.GetVariable("BITBUCKET_GIT_SSH_ORIGIN");

    /// <summary>The step's exit code, in after-script sections.</summary>
    public string ExitCode => EnvironmentInfo.GetVariable("BITBUCKET_EXIT_CODE");

    /// <summary>The step's id.</summary>
    public string StepUuid => EnvironmentInfo.GetVariable("BITBUCKET_STEP_UUID");

    /// <summary>The pipeline's id.</summary>
    public string PipelineUuid => EnvironmentInfo.GetVariable("BITBUCKET_PIPELINE_UUID");

    /// <summary>The deployment environment's name.</summary>
    public string DeploymentEnvironment => EnvironmentInfo.GetVariable("BITBUCKET_DEPLOYMENT_ENVIRONMENT");

    /// <summary>The deployment environment's id.</summary>
    public string DeploymentEnvironmentUuid => EnvironmentInfo.GetVariable("BITBUCKET_DEPLOYMENT_ENVIRONMENT_UUID");

    /// <summary>The project's key.</summary>
    public string ProjectKey => EnvironmentInfo.GetVariable("BITBUCKET_PROJECT_KEY");

    /// <summary>The project's id.</summary>
    public string ProjectUuid => EnvironmentInfo.GetVariable("BITBUCKET_PROJECT_UUID");

    /// <summary>Who started the build.</summary>
    public string StepTriggererUuid => EnvironmentInfo.GetVariable("BITBUCKET_STEP_TRIGGERER_UUID");

    /// <summary>The step's OpenID Connect token. A secret.</summary>
    public string StepOidcToken => EnvironmentInfo.GetVariable("BITBUCKET_STEP_OIDC_TOKEN");
}
