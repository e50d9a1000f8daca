using Pipeline.Components.Migrations;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Migrations;

public sealed class OpsImageTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_the_releases_own_and_comes_from_where_its_service_comes()
    {
        var image = OpsImage.Of(Release(3, "sha256:0b"), "agentkit-ops");

        Assert.Equal(("ghcr.io/acme/agentkit-ops", "sha256:0b"), (image.NewName, image.Digest));
        Assert.Null(OpsImage.Of(Release(3, "sha256:0b") with { Images = ["web@sha256:0a"] }, "ops").NewName);
    }

    [Fact]
    public void Going_back_takes_the_latest_that_has_one()
    {
        Assert.Equal("sha256:0b", OpsImage.OfLatest([Release(4, null), Release(3, "sha256:0b"), Release(2, "sha256:0c")], "ops").Digest);
    }

    [Fact]
    public void A_record_without_one_is_named_with_what_to_do()
    {
        var error = Assert.Throws<PipelineException>(() => OpsImage.Of(Release(3, null), "agentkit-ops"));

        Assert.Equal(ComponentErrors.NoOpsImage, error.Code);
        Assert.Contains("release 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("'agentkit-ops'", error.Message, StringComparison.Ordinal);
        Assert.Equal(ComponentErrors.NoOpsImage, Assert.Throws<PipelineException>(() => OpsImage.OfLatest([], "ops")).Code);
    }

    private static Release Release(int number, string? digest) => new()
    {
        Application = "web",
        Number = number,
        State = ReleaseState.Deployed,
        Sequence = number,
        StartedBy = "ci",
        StartedAt = s_now,
        ChangedAt = s_now,
        PlanHash = "p",
        SetHash = "s",
        Images = ["ghcr.io/acme/web@sha256:0a"],
        Evidence = EvidenceJson.ToJson(EvidenceBundle.Of([new BuildFacts("0123456789", "1.0.0", true) { OpsDigest = digest }.ToRecord(s_now, "here", [])])),
    };
}
