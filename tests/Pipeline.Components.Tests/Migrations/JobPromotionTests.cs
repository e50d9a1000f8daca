using System.Text.Json.Nodes;
using Pipeline.Components.Migrations;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Migrations.Authoring;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Migrations;

/// <summary>A promotion whose migrations are Jobs.</summary>
[Collection(JobCluster.Name)]
public sealed class JobPromotionTests(JobCluster cluster)
{
    private const string Application = "web";
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("agentkit-ops", PromotionStage.Promoted, null, 2)]
    [InlineData("ops-failing", PromotionStage.RolledBack, "the disk is on fire", 1)]
    [InlineData("ops-nobody", null, "ops-nobody@sha256:", 1)]
    public async Task It_migrates_by_Jobs_and_takes_the_release_back_when_one_fails(string image, PromotionStage? end, string? failure, int deployed)
    {
        var place = cluster.NewPlace("agentkit-ops") with { Image = image };
        var application = $"{Application}-{image}";
        // The plan can't be made where the image isn't there; that is found before anything is changed.
        var database = place.Database(Path.Combine(cluster.Folder, $"{Guid.NewGuid():n}.json"));
        using var deployer = await Deployer.ConnectAsync(ClusterConnection.FromKubeconfig(place.Kubeconfig), new DeployerOptions { StartedBy = "the test" });
        // The first Job makes the namespace.
        await cluster.NewPlace("agentkit-ops").Command.AskAsync(new PipelineCall(PipelineCall.Plan), default);
        Assert.True((await deployer.DeployAsync(Request(application, 1))).IsSuccess);
        var promotion = new Promotion(new ClusterJournal(deployer, application, JobPlace.Namespace), new ClusterPromotionTarget(new PromotionParts
        {
            Deployer = deployer,
            Application = application,
            Namespace = JobPlace.Namespace,
            Request = _ => Task.FromResult(Request(application, 2)),
            Database = database,
        }));

        if (end is null)
        {
            var error = await Assert.ThrowsAsync<Errors.PipelineException>(() => PlanAsync(default));
            Assert.Contains(failure!, error.Message, StringComparison.Ordinal);
        }
        else
        {
            var outcome = await promotion.RunAsync(new PromotionRequest { Number = 2, PlanHash = (await PlanAsync(default)).Hash, Plan = PlanAsync, StartedBy = "the test" }, default);
            Assert.True(outcome.State.Stage == end, $"{outcome.State.Stage}: {outcome.State.Failure} {outcome.State.SchemaFate}");
            Assert.Contains(failure ?? "", outcome.State.Failure ?? "", StringComparison.Ordinal);
        }

        Assert.Equal(deployed, (await deployer.HistoryAsync(application, JobPlace.Namespace)).Single(x => x.State == ReleaseState.Deployed).Number);

        async Task<ReleasePlan> PlanAsync(CancellationToken cancellationToken) => ReleasePlanner.Plan(new ReleaseFacts
        {
            Environment = "production",
            Policy = PromotionPolicy.From("staging").To("production").AsRehearsal(),
            Source = new Release
            {
                Application = application,
                Number = 2,
                State = ReleaseState.Deployed,
                Sequence = 2,
                StartedBy = "the test",
                StartedAt = s_now,
                DeployedAt = s_now,
                ChangedAt = s_now,
                PlanHash = "p",
                SetHash = "s",
                Evidence = Evidence(2),
            },
            Deployment = await deployer.PlanAsync(Request(application, 2), cancellationToken),
            Images = [],
            Migrations = await database.PlanAsync(MigrationPhase.Expand, cancellationToken),
            MadeBy = "the test",
            Now = s_now,
        });
    }

    private static DeployRequest Request(string application, int number) => new()
    {
        Application = application,
        Namespace = JobPlace.Namespace,
        Number = number,
        Manifests = new RenderedManifests(
        [
            new ManifestObject(JsonNode.Parse($$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{application}}"}, "data": {"release": "{{number}}"} }""")!.AsObject(), "the test"),
        ]),
        Evidence = Evidence(number),
        Timeout = TimeSpan.FromMinutes(1),
    };

    private static JsonObject Evidence(int number) => EvidenceJson.ToJson(EvidenceBundle.Of([new BuildFacts("0123456789", $"{number}.0.0", true).ToRecord(s_now, "here", [])]));
}
