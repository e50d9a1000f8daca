using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Recording;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

/// <summary>What is kept beside release records: notes, a Lease of another purpose, evidence that comes later.</summary>
public abstract class NoteContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    [Fact]
    public async Task A_note_is_made_changed_read_and_deleted()
    {
        Assert.Null(await Deployer.ReadNoteAsync("web", Namespace, "promotion"));

        var made = await Deployer.WriteNoteAsync("web", Namespace, new ReleaseNote("promotion", Json("""{"stage":"approved"}"""), null));
        var changed = await Deployer.WriteNoteAsync("web", Namespace, made with { Content = Json("""{"stage":"migrated"}""") });
        var read = await Deployer.ReadNoteAsync("web", Namespace, "promotion");

        Assert.Equal("migrated", (string?)read!.Content["stage"]);
        Assert.Equal(changed.Version, read.Version);
        Assert.Empty(await Deployer.HistoryAsync("web", Namespace));
        await Deployer.DeleteNoteAsync("web", Namespace, "promotion");
        await Deployer.DeleteNoteAsync("web", Namespace, "promotion");
        Assert.Null(await Deployer.ReadNoteAsync("web", Namespace, "promotion"));
    }

    [Fact]
    public async Task Of_two_who_write_the_same_note_one_is_told()
    {
        var made = await Deployer.WriteNoteAsync("web", Namespace, new ReleaseNote("promotion", Json("{}"), null));
        await Deployer.WriteNoteAsync("web", Namespace, made with { Content = Json("""{"by":"bob"}""") });

        await FailAsync(() => Deployer.WriteNoteAsync("web", Namespace, made with { Content = Json("""{"by":"ada"}""") }), DeployErrors.NoteChanged);
        await FailAsync(() => Deployer.WriteNoteAsync("web", Namespace, new ReleaseNote("promotion", Json("{}"), null)), DeployErrors.NoteChanged);
        await Deployer.DeleteNoteAsync("web", Namespace, "promotion");
        await FailAsync(() => Deployer.WriteNoteAsync("web", Namespace, made), DeployErrors.NoteChanged);
    }

    [Fact]
    public async Task A_note_that_was_damaged_is_named()
    {
        await Client.CoreV1.CreateNamespacedSecretAsync(new V1Secret { Metadata = new V1ObjectMeta { Name = "pipeline.note.web.promotion" }, Data = new Dictionary<string, byte[]> { ["note"] = "{"u8.ToArray() } }, Namespace);

        var error = await FailAsync(() => Deployer.ReadNoteAsync("web", Namespace, "promotion"), DeployErrors.UnreadableRelease);

        Assert.Contains($"Secret/{Namespace}/pipeline.note.web.promotion", error.Message);
    }

    [Fact]
    public async Task A_promotion_keeps_other_promotions_out_and_lets_its_own_deployment_in()
    {
        using var impatient = await ConnectAsync(Quick with { StartedBy = "bob", LockTimeout = TimeSpan.Zero });

        await using (await Deployer.HoldAsync("web", Namespace, "promotion"))
        {
            var error = await FailAsync(() => impatient.HoldAsync("web", Namespace, "promotion"), DeployErrors.Locked);
            Assert.Contains("by ada@", error.Message);
            Assert.True((await DeployAsync(ConfigMap("a"))).IsSuccess);
        }

        await using var next = await impatient.HoldAsync("web", Namespace, "promotion");
        Assert.Null(next.LostTo);
    }

    [Fact]
    public async Task A_holder_learns_that_somebody_took_its_lease()
    {
        await using var held = await Deployer.HoldAsync("web", Namespace, "promotion");

        await Client.CoordinationV1.PatchNamespacedLeaseAsync(new V1Patch("""{"spec":{"holderIdentity":"bob@laptop/1"}}""", V1Patch.PatchType.MergePatch), "pipeline.web.promotion", Namespace);

        var lost = new TaskCompletionSource();
        await using var registration = held.Lost.Register(lost.SetResult);
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("bob@laptop/1", held.LostTo);
    }

    [Fact]
    public async Task A_release_gets_evidence_after_its_deployment_and_keeps_all_else()
    {
        await DeployAsync(ConfigMap("a"));
        var before = Assert.Single(await Deployer.HistoryAsync("web", Namespace));

        await Deployer.AttachAsync("web", Namespace, 1, Json("""{"smoke":"passed"}"""));

        var after = Assert.Single(await Deployer.HistoryAsync("web", Namespace));
        Assert.Equal("passed", (string?)after.Evidence!["smoke"]);
        Assert.Equal((before.State, before.DeployedAt, before.SetHash), (after.State, after.DeployedAt, after.SetHash));
        await FailAsync(() => Deployer.AttachAsync("web", Namespace, 2, new JsonObject()), DeployErrors.NoSuchRelease);
        Assert.True((await DeployAsync(ConfigMap("a"))).IsSuccess);
    }

    [Fact]
    public async Task A_namespace_that_the_set_brings_can_be_made_before()
    {
        var name = $"{Namespace}-new";
        var request = Request($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}}}}}", ConfigMap("a", metadata: $"namespace: {name}")) with { Namespace = name };

        await Deployer.MakeNamespaceAsync(request);
        await using (await Deployer.HoldAsync("web", name, "promotion"))
            Assert.True((await Deployer.DeployAsync(request)).IsSuccess);

        await Client.CoreV1.DeleteNamespaceAsync(name);
    }
}
