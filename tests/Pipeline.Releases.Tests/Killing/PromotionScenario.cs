using System.Text.Json.Nodes;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Migrations.Authoring;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Promoting.Crashing;
using Pipeline.Releases.Proving;
using Kinds = Pipeline.Releases.Proving.Evidence;

namespace Pipeline.Releases.Tests.Killing;

/// <summary>A promotion of release 2 over release 1, against a cluster and a database that outlive the process.</summary>
/// <param name="Name">How it goes: <c>well</c>; <c>smoke</c>, where the smoke test fails; <c>strict</c>, where it fails and the schema has to go down too.</param>
/// <param name="Namespace">Where.</param>
/// <param name="Database">The database.</param>
internal sealed record PromotionScenario(string Name, string Namespace, FileDatabase Database)
{
    public const string Application = "web";
    public const int Earlier = 1;
    public const int Promoted = 2;

    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A lease that a busy machine can't lose; a test ends a dead run's by hand.</summary>
    public static DeployerOptions Options { get; } = new() { StartedBy = "killed", Host = "here", LeaseDuration = TimeSpan.FromMinutes(10) };

    public async Task PrepareAsync(Deployer deployer)
    {
        if (Name == "strict")
            Database.MakeStrict();
        Assert(await deployer.DeployAsync(Request(Earlier)), "the earlier release");
    }

    public async Task<PromotionOutcome> RunAsync(Deployer deployer, IPromotionCrashPoints crashPoints, CancellationToken cancellationToken)
    {
        var parts = new PromotionParts
        {
            Deployer = deployer,
            Application = Application,
            Namespace = Namespace,
            Request = _ => Task.FromResult(Request(Promoted)),
            Database = Database,
            SmokeTest = _ => Task.FromResult(Found()),
        };
        var request = new PromotionRequest { Number = Promoted, PlanHash = ApprovedHash, Plan = x => PlanAsync(deployer, x), StartedBy = "killed" };
        return await new Promotion(new ClusterJournal(deployer, Application, Namespace), new ClusterPromotionTarget(parts), null, crashPoints).RunAsync(request, cancellationToken);
    }

    /// <summary>What was approved before the first run.</summary>
    public string ApprovedHash { get; init; } = Environment.GetEnvironmentVariable("APPROVED_HASH") ?? "";

    public async Task<ReleasePlan> PlanAsync(Deployer deployer, CancellationToken cancellationToken) => ReleasePlanner.Plan(new ReleaseFacts
    {
        Environment = "production",
        Policy = PromotionPolicy.From("staging").To("production").AsRehearsal(),
        Source = new Release
        {
            Application = Application,
            Number = Promoted,
            State = ReleaseState.Deployed,
            Sequence = Promoted,
            StartedBy = "ci",
            StartedAt = s_now,
            DeployedAt = s_now,
            ChangedAt = s_now,
            PlanHash = "p",
            SetHash = "s",
            Evidence = Evidence("2.0.0"),
        },
        Deployment = await deployer.PlanAsync(Request(Promoted), cancellationToken),
        Images = [],
        Migrations = await Database.PlanAsync(MigrationPhase.Expand, cancellationToken),
        MadeBy = "killed",
        Now = s_now,
    });

    private DeployRequest Request(int number) => new()
    {
        Application = Application,
        Namespace = Namespace,
        Number = number,
        Manifests = new RenderedManifests([.. Set(number).Select(x => new ManifestObject(JsonNode.Parse(x)!.AsObject(), "the test"))]),
        Evidence = Evidence(number == Earlier ? "1.0.0" : "2.0.0"),
        Timeout = TimeSpan.FromMinutes(1),
    };

    private IEnumerable<string> Set(int number) =>
    [
        $$"""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "{{Namespace}}"} }""",
        $$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}, "data": {"release": "{{number}}"} }""",
        $$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "only-{{number}}"}, "data": {"a": "b"} }""",
    ];

    private EvidenceRecord Found() => new()
    {
        Kind = Kinds.SmokeTest.Name,
        Result = Name == "well" ? EvidenceResult.Passed : EvidenceResult.Failed,
        Reason = Name == "well" ? null : "500 from /readyz",
        At = s_now,
        Environment = "production",
    };

    private static JsonObject Evidence(string version) => EvidenceJson.ToJson(EvidenceBundle.Of([new BuildFacts("0123456789", version, true).ToRecord(s_now, "here", [])]));

    private static void Assert(Kubernetes.Applying.DeployOutcome outcome, string what)
    {
        if (!outcome.IsSuccess)
            throw new InvalidOperationException($"{what}: {outcome.Failure?.Message}");
    }
}
