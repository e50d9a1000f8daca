using Pipeline.Components.Deploying;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Deploying;

public sealed class ReleaseTableTests
{
    [Fact]
    public void Each_release_has_a_line_and_columns_stand_below_each_other()
    {
        var image = "registry.example.net/agentkit@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        var lines = ReleaseTable.Lines(
        [
            Release(12, ReleaseState.Failed) with { Reason = "not ready\nmore" },
            Release(11, ReleaseState.RolledBack) with { DeployedAt = new DateTimeOffset(2026, 11, 23, 4, 5, 6, TimeSpan.Zero), Images = [image] },
        ]);

        Assert.Equal(
        [
            "Release  State        Deployed              By  Image                                              Reason",
            "12       failed       never ready           me                                                     not ready",
            "11       rolled back  2026-11-23 04:05:06Z  me  registry.example.net/agentkit@sha256:0123456789ab",
        ], lines);
    }

    [Fact]
    public void What_was_overridden_for_a_release_is_shown_and_what_cannot_be_read_too()
    {
        var record = new PromotionRecord("ana") { IsHotfix = true, FreezeOverride = "card payments are down" }.ToEvidence("production", default);
        var evidence = EvidenceJson.ToJson(EvidenceBundle.Of([record]));
        var changed = (System.Text.Json.Nodes.JsonObject)evidence.DeepClone();
        changed["digest"] = "sha256:0";

        var lines = ReleaseTable.Lines([Release(13, ReleaseState.Deployed) with { Evidence = changed }, Release(12, ReleaseState.Superseded) with { Reason = "release 13 took its place", Evidence = evidence }]);

        Assert.EndsWith("release 13 took its place; hotfix; freeze overridden by ana: card payments are down", lines[2], StringComparison.Ordinal);
        Assert.Contains("it was changed", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_release_it_says_so() => Assert.Equal(["No release yet."], ReleaseTable.Lines([]));

    private static Release Release(int number, ReleaseState state) => new()
    {
        Application = "agentkit", Number = number, State = state, Sequence = number, StartedBy = "me", StartedAt = default, ChangedAt = default, PlanHash = "p", SetHash = "s",
    };
}
