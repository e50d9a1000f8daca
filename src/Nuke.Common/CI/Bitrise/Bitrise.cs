using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.CI.Bitrise;

/// <summary>Bitrise, by <a href="https://devcenter.bitrise.io/en/references/available-environment-variables.html">its variables</a>.</summary>
[ExcludeFromCodeCoverage(Justification = "Each property reads one variable.")]
public class Bitrise : Host, IBuildServer
{
    internal Bitrise()
    {
    }

    /// <summary>The host, if the build runs there.</summary>
    public static new Bitrise Instance => (Host.Instance as Bitrise)!;

    string? IBuildServer.Branch => GitBranch;

    string? IBuildServer.Commit => GitCommit;

    internal static bool IsRunningBitrise => EnvironmentInfo.HasVariable("BITRISE_BUILD_URL");

    /// <summary>The build's page.</summary>
    public string BuildUrl => EnvironmentInfo.GetVariable("BITRISE_BUILD_URL");

    /// <summary>Counts the builds.</summary>
    public long BuildNumber => EnvironmentInfo.GetVariable<long>("BITRISE_BUILD_NUMBER");

    /// <summary>The app's title.</summary>
    public string AppTitle => EnvironmentInfo.GetVariable("BITRISE_APP_TITLE");

    /// <summary>The app's page.</summary>
    public string AppUrl => EnvironmentInfo.GetVariable("BITRISE_APP_URL");

    /// <summary>The app's id.</summary>
    public string AppSlug => EnvironmentInfo.GetVariable("BITRISE_APP_SLUG");

    /// <summary>The build's id.</summary>
    public string BuildSlug => EnvironmentInfo.GetVariable("BITRISE_BUILD_SLUG");

    /// <summary>When the build was started.</summary>
    public DateTime BuildTriggerTimestamp => DateTimeOffset.FromUnixTimeSeconds(EnvironmentInfo.GetVariable<long>("BITRISE_BUILD_TRIGGER_TIMESTAMP")).LocalDateTime;

    /// <summary>The repository.</summary>
    public string RepositoryUrl => EnvironmentInfo.GetVariable("GIT_REPOSITORY_URL");

    /// <summary>The branch.</summary>
    public string GitBranch => EnvironmentInfo.GetVariable("BITRISE_GIT_BRANCH");

    /// <summary>The tag.</summary>
    public string GitTag => EnvironmentInfo.GetVariable("BITRISE_GIT_TAG");

    /// <summary>The commit.</summary>
    public string GitCommit => EnvironmentInfo.GetVariable("BITRISE_GIT_COMMIT");

    /// <summary>The commit's message.</summary>
    public string GitMessage => EnvironmentInfo.GetVariable("BITRISE_GIT_MESSAGE");

    /// <summary>The pull request's number.</summary>
    public long? PullRequest => EnvironmentInfo.GetVariable<long?>("BITRISE_PULL_REQUEST");

    /// <summary>Where the provisioning profile is.</summary>
    public string ProvisionUrl => EnvironmentInfo.GetVariable("BITRISE_PROVISION_URL");

    /// <summary>Where the certificate is.</summary>
    public string CertificateUrl => EnvironmentInfo.GetVariable("BITRISE_CERTIFICATE_URL");

    /// <summary>The certificate's passphrase. A secret.</summary>
    public string CertificatePassphrase => EnvironmentInfo.GetVariable("BITRISE_CERTIFICATE_PASSPHRASE");
}
