using Pipeline.Secrets.Rotation.Observing;

namespace Pipeline.Secrets.Tests.Rotation;

public sealed class SecretVersionMetricTests
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/database/app");

    [Fact]
    public void The_versions_of_a_secret_are_read_from_a_page_of_metrics()
    {
        const string Page = """
            # HELP agentkit_secret_version_info Which version of a secret is in use.
            # TYPE agentkit_secret_version_info gauge
            agentkit_secret_version_info{secret="agentkit/staging/database/app",version="7"} 1
            agentkit_secret_version_info{version="h-0123456789abcdef",secret="agentkit/staging/database/app"} 1.0
            agentkit_secret_version_info{secret="agentkit/staging/database/app",version="6"} 0
            agentkit_secret_version_info{secret="agentkit/staging/database/app-two",version="8"} 1
            agentkit_secret_version_info{secret="agentkit/staging/database/app"} 1
            agentkit_secret_version_info_total{secret="agentkit/staging/database/app",version="9"} 1
            process_cpu_seconds_total 3
            """;

        Assert.Equal(["7", "h-0123456789abcdef"], SecretVersionMetric.Read(Page, s_name));
        Assert.Empty(SecretVersionMetric.Read("", s_name));
    }

    [Fact]
    public void Many_who_have_not_moved_are_not_all_named()
    {
        var report = new VersionsReport([.. Enumerable.Range(0, 8).Select(x => new VersionUser($"pod-{x}", "old"))]);

        var movement = Movement.Judge(report, ["new"]);

        Assert.False(movement.HaveAllMoved);
        Assert.StartsWith("0 of 8", movement.Summary, StringComparison.Ordinal);
        Assert.EndsWith("and others.", movement.Summary, StringComparison.Ordinal);
    }
}
