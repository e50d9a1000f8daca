using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Tests.Recording;

public sealed class RecordCodecTests
{
    private static ReleaseRecord Record(params JsonObject[] bodies) => new()
    {
        Release = new Release
        {
            Application = "web",
            Number = 41,
            State = ReleaseState.RolledBack,
            Sequence = 5,
            Previous = 40,
            StartedBy = "ada",
            StartedAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch,
            PlanHash = "sha256:p",
            SetHash = "sha256:s",
            Images = ["registry/web@sha256:1"],
            Objects = [new ObjectReference("v1", "ConfigMap", "n", "a")],
            Evidence = new JsonObject { ["tests"] = 12 },
        },
        Bodies = bodies,
        Leftovers = [new ObjectReference("v1", "Secret", "n", "b")],
    };

    [Fact]
    public void A_record_is_a_labelled_secret_that_reads_back_as_it_was()
    {
        var record = Record(Objects.Parse("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: 'ä\"'}}"));

        var secret = RecordCodec.Encode(record, "prod");
        var read = RecordCodec.Decode(secret);

        Assert.Equal("pipeline.release.web.v41", secret.Text("metadata", "name"));
        Assert.Equal("pipeline/release.v1", secret.Text("type"));
        Assert.Equal("""{"app.kubernetes.io/managed-by":"pipeline","pipeline/application":"web","pipeline/release":"41","pipeline/state":"rolled-back"}""", secret.At("metadata", "labels")!.ToJsonString());
        Assert.Equal(record.Bodies[0].ToJsonString(), read.Bodies[0].ToJsonString());
        Assert.Equal(record.Leftovers, read.Leftovers);
        Assert.Equal("""{"tests":12}""", read.Release.Evidence!.ToJsonString());
        Assert.Equal(record.Release with { Evidence = null, Images = [], Objects = [] }, read.Release with { Evidence = null, Images = [], Objects = [] });
        Assert.Equal(record.Release.Objects, read.Release.Objects);
        Assert.Equal(record.Release.Images, read.Release.Images);
    }

    [Fact]
    public void A_release_that_no_secret_holds_is_refused()
    {
        var large = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["binaryData"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(1_400_000)) };

        var error = Assert.Throws<PipelineException>(() => RecordCodec.Encode(Record(large), "prod"));

        Assert.Equal(DeployErrors.ReleaseTooLarge, error.Code);
        Assert.Contains("Release 41 of web is 1.4 MiB compressed", error.Message);
    }

    [Theory]
    [InlineData("{apiVersion: v1, kind: Secret, metadata: {name: r, namespace: n}}")]
    [InlineData("{apiVersion: v1, kind: Secret, metadata: {name: r, namespace: n}, data: {release: '!'}}")]
    [InlineData("{apiVersion: v1, kind: Secret, metadata: {name: r, namespace: n}, data: {release: aGFsbG8=}}")]
    public void A_record_that_cannot_be_read_is_named(string secret)
    {
        var error = Assert.Throws<PipelineException>(() => RecordCodec.Decode(Objects.Parse(secret)));

        Assert.Equal(DeployErrors.UnreadableRelease, error.Code);
        Assert.Contains("Secret/n/r", error.Message);
    }
}
