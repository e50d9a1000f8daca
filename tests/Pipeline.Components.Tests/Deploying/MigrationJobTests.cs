using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Components.Manifests;
using Pipeline.Components.Migrations;
using Pipeline.Components.Rehearsal;
using Pipeline.Components.Services;
using Pipeline.Components.Tests.Migrations;
using Assert = Xunit.Assert;

namespace Pipeline.Components.Tests.Deploying;

/// <summary>The Job that Doctor looks at.</summary>
public sealed class MigrationJobTests
{
    [Fact]
    public async Task An_environment_that_migrates_in_its_cluster_has_the_Job_and_it_brings_no_Secret()
    {
        var job = await JobAsync("staging", MigrationPlace.Cluster);

        Assert.Equal(["Job", "Namespace", "ServiceAccount"], job!.Objects.Select(x => x.Kind).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("staging", MigrationPlace.BuildMachine)]
    [InlineData("staging", null)]
    [InlineData(EnvironmentNameAttribute.Rehearsal, null)]
    public async Task Another_has_none(string environment, MigrationPlace? place) => Assert.Null(await JobAsync(environment, place));

    private static Task<Kubernetes.Rendering.RenderedManifests?> JobAsync(string environment, MigrationPlace? place)
    {
        var build = new SampleBuild
        {
            Environment = environment,
            Database = place is { } from ? new DatabaseSettings { Uri = "mongodb://db.example.net/", Name = "app", MigratedFrom = from } : null,
            Cluster = environment == EnvironmentNameAttribute.Rehearsal ? null : new ClusterSettings { Context = "staging", Uid = "u", Namespace = "app-staging" },
        };
        return new StageDelivery(build, Stage.Of(build)).MigrationJobAsync(default);
    }

    private sealed class SampleBuild : NukeBuild, IDeploy, IBuildOpsImage
    {
        private static readonly AbsolutePath s_manifests = (AbsolutePath)Path.Combine(JobCluster.Repository, "k8s");

        public string Environment { get; init; } = EnvironmentNameAttribute.Rehearsal;

        public DatabaseSettings? Database { get; init; }

        public ClusterSettings? Cluster { get; init; }

        AbsolutePath IRehearse.RehearsalDirectory => (AbsolutePath)Path.GetTempPath();

        AbsolutePath IRenderManifests.ManifestDirectory => s_manifests;

        AbsolutePath IMigrateDatabase.MigrationJobDirectory => s_manifests / "components" / "migrations";

        AbsolutePath IPublishService.ServiceProject => (AbsolutePath)"/src/Sample/Sample.csproj";
    }
}
