using Pipeline.Errors;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Tests.Planning;

public class ReleasePlanTests
{
    public static TheoryData<string, ReleasePlan> Moves => new()
    {
        { "release", Samples.Plan with { CurrentNumber = 40 } },
        { "release", Samples.Plan with { ClusterUid = "uid-2" } },
        { "images and signatures", Samples.Plan with { Images = [new ImageSignature("ghcr.io/acme/agentkit@sha256:bb", "release key 2026", "")] } },
        { "images and signatures", Samples.Plan with { Images = [Samples.Plan.Images[0] with { SignedBy = null }] } },
        { "migrations", Samples.Plan with { Migrations = Samples.Plan.Migrations! with { CurrentVersion = 6 } } },
        { "migrations", Samples.Plan with { Migrations = null } },
        { "objects of the cluster", Samples.Plan with { DeployPlanHash = "sha256:e" } },
        { "settings", Samples.Plan with { Settings = [] } },
        { "secret versions", Samples.Plan with { Secrets = [new PlannedSecret("agentkit/production/database/password", "8")] } },
        { "workflow", Samples.Plan with { WorkflowDigest = "sha256:x" } },
        { "evidence", Samples.Plan with { Evidence = EvidenceBundle.Empty } },
        { "policy", Samples.Plan with { FreezeOverride = "card payments are down" } },
        { "policy", Samples.Plan with { Policy = Samples.Plan.Policy with { Checks = [new PolicyCheck("Image scan", CheckState.NotDone, "It was not done.")] } } },
        { "earlier attempt", Samples.Plan with { Earlier = new EarlierAttempt("sha256:p", Samples.Now, "It was promoted.") } },
        { "what is wired", Samples.Plan with { NotWired = ["restore points"] } },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void Whatever_moves_gives_another_hash_and_is_named(string part, ReleasePlan moved)
    {
        var error = Assert.Throws<PipelineException>(() => PlanApproval.Require(moved, Samples.Plan.Hash, Samples.Plan));

        Assert.Equal(("PIPE9703", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains($"moved: {part}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_and_who_asks_do_not_count()
    {
        var later = Samples.Plan with
        {
            MadeAt = Samples.Now.AddDays(1),
            MadeBy = "ben",
            Policy = PolicyEvaluation.Evaluate(PromotionPolicy.From("staging").To("production").Requiring(Evidence.Tests), Samples.Facts with { Now = Samples.Now.AddDays(1), Source = null }),
        };

        Assert.Equal(Samples.Plan.Hash, later.Hash);
        PlanApproval.Require(later, Samples.Plan.Hash);
        PlanApproval.Require(later, Samples.Plan.Hash["sha256:".Length..][..12]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("12345678901")]
    public void A_hash_that_is_too_short_approves_nothing(string hash) => Assert.Throws<PipelineException>(() => PlanApproval.Require(Samples.Plan, hash));

    [Fact]
    public void A_saved_plan_is_read_back_the_same()
    {
        var read = ReleasePlanFile.Read(ReleasePlanFile.Write(Samples.Plan), "plan.json");

        Assert.Equal(Samples.Plan.Hash, read.Hash);
        Assert.Equal(Samples.Plan.Evidence, read.Evidence);
        Assert.Equal(ReleasePlanPage.Markdown(Samples.Plan), ReleasePlanPage.Markdown(read));
    }

    [Theory]
    [InlineData("\"number\": 42", "\"number\": 43")]
    [InlineData("sha256:aa", "sha256:ab")]
    [InlineData("\"version\": \"7\"", "\"version\": \"8\"")]
    [InlineData("\"result\": \"passed\"", "\"result\": \"not-done\"")]
    public void A_plan_that_was_changed_after_it_was_saved_is_refused(string before, string after)
    {
        var text = ReleasePlanFile.Write(Samples.Plan);
        Assert.Contains(before, text, StringComparison.Ordinal);

        Assert.ThrowsAny<PipelineException>(() => ReleasePlanFile.Read(text.Replace(before, after, StringComparison.Ordinal), "plan.json"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void What_is_no_plan_is_refused(string text) => Assert.Equal("PIPE9704", Assert.Throws<PipelineException>(() => ReleasePlanFile.Read(text, "plan.json")).Code.Id);

    [Fact]
    public void The_page_tells_everything_and_lets_nobody_write_into_it()
    {
        var page = ReleasePlanPage.Markdown(Samples.Plan with { MadeBy = "ana](http://evil) <b>\n# Approved", Objects = [new PlannedObjectChange("create", "ConfigMap/x", ["    + data.x: ```\n# Approved"])] });

        foreach (var part in new[] { "# Release 42 of agentkit to production", Samples.Plan.Hash, "Release 41 is deployed there now", "release key 2026", "allow contacts", "AGENTKIT_LOG_LEVEL", "version 7", "**missing**", "✓ | Tests" })
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# Approved", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ana](http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("```").Length - 1);
    }

    [Fact]
    public void An_override_is_on_the_page_whether_a_freeze_holds_or_not() =>
        Assert.Contains("**A freeze is overridden:** card payments are down", ReleasePlanPage.Markdown(Samples.Plan with { FreezeOverride = "card payments are down" }), StringComparison.Ordinal);

    [Fact]
    public void What_there_is_nothing_of_is_said_so()
    {
        var page = ReleasePlanPage.Markdown(Samples.Plan with { CurrentNumber = null, Migrations = null, Objects = [], Settings = [], Secrets = null, NotWired = ["restore points"] });

        foreach (var part in new[] { "Nothing is deployed there yet", "names no database", "No object changes", "No setting changes", "no secret store", "restore points" })
            Assert.Contains(part, page, StringComparison.Ordinal);
    }
}
