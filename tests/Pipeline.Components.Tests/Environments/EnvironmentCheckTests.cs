using Nuke.Common;
using Pipeline.Components.Environments;
using Pipeline.Errors;
using Assert = Xunit.Assert;

namespace Pipeline.Components.Tests.Environments;

public sealed class EnvironmentCheckTests
{
    private static readonly DatabaseSettings s_sound = new() { Uri = "mongodb+srv://cluster.example.net/", Name = "app" };

    [Fact]
    public void A_rehearsal_needs_nothing_and_a_named_environment_its_database()
    {
        Assert.True(EnvironmentCheck.HasDatabase(new SampleBuild()));
        Assert.True(EnvironmentCheck.HasDatabase(new SampleBuild { Environment = "staging", Database = s_sound }));
        AssertRefused(new SampleBuild { Environment = "staging" }, "parameters.staging.json has no 'Database'");
    }

    [Fact]
    public void A_rehearsal_with_a_database_of_its_own_is_refused() =>
        AssertRefused(new SampleBuild { Database = s_sound }, "embedded");

    [Fact]
    public void An_environment_that_migrates_in_its_cluster_needs_a_build_that_makes_the_image_for_it() =>
        AssertRefused(new SampleBuild { Environment = "staging", Database = s_sound with { MigratedFrom = MigrationPlace.Cluster } }, "IBuildOpsImage");

    [Fact]
    public void Where_migrations_run_is_written_as_a_word() =>
        Assert.Equal(MigrationPlace.Cluster, System.Text.Json.JsonSerializer.Deserialize<DatabaseSettings>("{ \"Uri\": \"mongodb://host/\", \"Name\": \"app\", \"MigratedFrom\": \"Cluster\" }")!.MigratedFrom);

    [Theory]
    [InlineData("mongodb://me:hunter2@host/", null, null, "credentials")]
    [InlineData("mongodb://host/", null, "APP_PASSWORD", "UserName")]
    [InlineData("mongodb://host/", "me", "PIPELINE_TEST_NO_SUCH_VARIABLE", "PIPELINE_TEST_NO_SUCH_VARIABLE")]
    public void What_is_wrong_with_an_entry_is_said_without_the_secret(string uri, string? user, string? variable, string named)
    {
        var build = new SampleBuild { Environment = "staging", Database = new DatabaseSettings { Uri = uri, Name = "app", UserName = user, PasswordVariable = variable } };

        AssertRefused(build, named);
    }

    [Theory]
    [InlineData(null, "secret://app/database/migrator", null, "UserName")]
    [InlineData("me", "secret://app/database/migrator", "APP_PASSWORD", "both")]
    [InlineData("me", "hunter2-secret", null, "Database.Password that is no reference")]
    [InlineData("secret://app/database/Migrator#username", null, null, null)]
    public void A_password_is_a_reference_or_a_variable_and_never_itself(string? user, string? password, string? variable, string? named)
    {
        var build = new SampleBuild { Environment = "staging", SecretStore = "env:", Database = new DatabaseSettings { Uri = "mongodb://host/", Name = "app", UserName = user, Password = password, PasswordVariable = variable } };

        if (named is null)
            Assert.True(EnvironmentCheck.HasDatabase(build));
        else
            Assert.Contains(named, Assert.Throws<PipelineException>(() => EnvironmentCheck.HasDatabase(build)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_needs_a_secret_store_and_none_is_shown()
    {
        var database = s_sound with { UserName = "me", Password = "secret://app/database/migrator" };

        Assert.True(EnvironmentCheck.HasDatabase(new SampleBuild { Environment = "staging", Database = database, SecretStore = "awssm://eu-central-1" }));
        Assert.Contains("has no 'SecretStore'", Assert.Throws<PipelineException>(() => EnvironmentCheck.HasDatabase(new SampleBuild { Environment = "staging", Database = database })).Message, StringComparison.Ordinal);
        var refused = Assert.Throws<PipelineException>(() => EnvironmentCheck.HasSecretStore(new SampleBuild { Environment = "staging", SecretStore = "vault://me:hunter2@h/kv?auth=token" }));
        Assert.Equal(("PIPE2030", 2), (refused.Code.Id, refused.ExitCode));
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
        Assert.True(EnvironmentCheck.HasSecretStore(new SampleBuild()));
        Assert.Throws<PipelineException>(() => EnvironmentCheck.HasSecretStore(new SampleBuild { SecretStore = "env:" }));
    }

    [Fact]
    public void A_rehearsal_needs_no_cluster_and_a_named_environment_says_which_one_it_means()
    {
        var sound = new ClusterSettings { Context = "staging", Uid = "u", Namespace = "app" };

        Assert.True(EnvironmentCheck.HasCluster(new SampleBuild()));
        Assert.True(EnvironmentCheck.HasCluster(new SampleBuild { Environment = "staging", Cluster = sound }));
        Assert.True(EnvironmentCheck.HasCluster(new SampleBuild { Environment = "staging", Cluster = sound with { Context = null, InCluster = true } }));
        AssertRefused(EnvironmentCheck.HasCluster, new SampleBuild { Cluster = sound }, "embedded");
        AssertRefused(EnvironmentCheck.HasCluster, new SampleBuild { Environment = "staging" }, "parameters.staging.json has no 'Cluster'");
        AssertRefused(EnvironmentCheck.HasCluster, new SampleBuild { Environment = "staging", Cluster = new ClusterSettings { Uid = "", Namespace = " " } }, "has no Cluster.Namespace and no Cluster.Uid and no Cluster.Context");
        AssertRefused(EnvironmentCheck.HasCluster, new SampleBuild { Environment = "staging", Cluster = sound with { InCluster = true } }, "Cluster.InCluster and a Kubeconfig or Context");
    }

    [Theory]
    [InlineData("https://hooks.example.com/hunter2", "env:", "Webhook that is no reference")]
    [InlineData("secret://app/webhook", null, "has no 'SecretStore'")]
    [InlineData("secret://app/webhook", "vault://nowhere", "SecretStore that can't be used")]
    [InlineData("secret://app/webhook", "env:", null)]
    [InlineData(null, null, null)]
    public void Who_is_told_is_a_reference_that_can_be_resolved(string? webhook, string? store, string? named)
    {
        var build = new SampleBuild { Environment = "staging", Webhook = webhook, SecretStore = store };

        if (named is null)
            Assert.True(EnvironmentCheck.CanTell(build));
        else
            AssertRefused(EnvironmentCheck.CanTell, build, named);
    }

    [Fact]
    public void A_rehearsal_tells_nobody() => AssertRefused(EnvironmentCheck.CanTell, new SampleBuild { Webhook = "secret://app/webhook" }, "a rehearsal tells nobody");

    [Theory]
    [InlineData("prometheus:9090", null, null, null, "no http or https address")]
    [InlineData("https://me:hunter2@prometheus/", null, null, null, "credentials")]
    [InlineData("https://prometheus/", "hunter2", null, null, "Metrics.BearerToken that is no reference")]
    [InlineData("https://prometheus/", null, "me", null, "without the other")]
    [InlineData("https://prometheus/", null, null, "secret://app/prometheus", "without the other")]
    [InlineData("https://prometheus/", "secret://app/token", "me", "secret://app/prometheus", "both")]
    [InlineData("http://prometheus/", "secret://app/token", null, null, "without TLS")]
    [InlineData("http://127.0.0.1:9090/", "secret://app/token", null, null, null)]
    [InlineData("https://prometheus/", null, "me", "secret://app/prometheus", null)]
    [InlineData("http://prometheus:9090", null, null, null, null)]
    public void Credentials_of_Prometheus_are_references_and_go_over_TLS(string address, string? token, string? user, string? password, string? named)
    {
        var build = new SampleBuild { Environment = "staging", SecretStore = "env:", Metrics = new MetricsSettings { Prometheus = address, Requests = "r", Failures = "f", BearerToken = token, UserName = user, Password = password } };

        if (named is null)
            Assert.True(EnvironmentCheck.HasMetrics(build));
        else
            AssertRefused(EnvironmentCheck.HasMetrics, build, named);
    }

    [Fact]
    public void Starting_and_stopping_is_for_rehearsals_only()
    {
        Assert.True(EnvironmentCheck.IsRehearsal(new SampleBuild()));
        var exception = Assert.Throws<PipelineException>(() => EnvironmentCheck.IsRehearsal(new SampleBuild { Environment = "production" }));
        Assert.Equal(("PIPE2031", 2), (exception.Code.Id, exception.ExitCode));
    }

    private static void AssertRefused(SampleBuild build, string named) => AssertRefused(EnvironmentCheck.HasDatabase, build, named);

    private static void AssertRefused(Func<IHazEnvironment, bool> check, SampleBuild build, string named)
    {
        var exception = Assert.Throws<PipelineException>(() => check(build));
        Assert.Equal(("PIPE2030", 2), (exception.Code.Id, exception.ExitCode));
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    private sealed class SampleBuild : NukeBuild, IHazEnvironment
    {
        public string Environment { get; init; } = EnvironmentNameAttribute.Rehearsal;

        public DatabaseSettings? Database { get; init; }

        public ClusterSettings? Cluster { get; init; }

        public string? SecretStore { get; init; }

        public string? Webhook { get; init; }

        public MetricsSettings? Metrics { get; init; }
    }
}
