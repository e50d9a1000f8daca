using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Tests.Policies;

public class PolicyTests
{
    private static readonly PromotionPolicy Policy = PromotionPolicy.From("staging").To("production").After(TimeSpan.FromHours(1)).Requiring(Evidence.Tests, Evidence.Scan, Evidence.SmokeTest);

    [Fact]
    public void A_release_that_has_shown_everything_may_go()
    {
        var verdict = PolicyEvaluation.Evaluate(Policy, Samples.Facts);

        Assert.True(verdict.IsMet);
        Assert.All(verdict.Checks, x => Assert.Equal(CheckState.Passed, x.State));
        verdict.Require();
    }

    [Fact]
    public void All_that_fails_is_said_at_once_each_with_what_to_do()
    {
        var facts = Samples.Facts with
        {
            Source = Samples.Release() with { DeployedAt = Samples.Now.AddMinutes(-10) },
            Evidence = EvidenceBundle.Of([Samples.Passed(Evidence.Tests) with { Result = EvidenceResult.Failed, Reason = "3 failed." }, Samples.Passed(Evidence.Scan) with { Result = EvidenceResult.NotDone, Reason = "no vulnerability data" }]),
            ImageHasBase = false,
            MigrationProblem = "Migration 6 drops a field that release 41 reads.",
        };

        var error = Assert.Throws<PipelineException>(() => PolicyEvaluation.Evaluate(Policy, facts).Require());

        Assert.Equal(("PIPE9702", 2), (error.Code.Id, error.ExitCode));
        foreach (var part in new[] { "1 h in staging", "2026-11-23 12:50", "Tests: It failed", "3 failed", "Image scan: It was not done (no vulnerability data)", "Smoke test: There is no record", "application layer alone", "drops a field" })
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReleaseState.Failed)]
    [InlineData(ReleaseState.Superseded)]
    [InlineData(ReleaseState.RolledBack)]
    [InlineData(ReleaseState.Pending)]
    public void Only_what_is_deployed_in_the_environment_that_feeds_may_go(ReleaseState state) =>
        Assert.False(PolicyEvaluation.Evaluate(Policy, Samples.Facts with { Source = Samples.Release(state: state) }).IsMet);

    [Theory]
    [InlineData(60, ReleaseState.Superseded, EvidenceResult.Passed, true)]
    [InlineData(59, ReleaseState.Superseded, EvidenceResult.Passed, false)]
    [InlineData(60, ReleaseState.Superseded, EvidenceResult.NotDone, false)]
    [InlineData(60, ReleaseState.RolledBack, EvidenceResult.Passed, false)]
    [InlineData(60, ReleaseState.Failed, EvidenceResult.Passed, false)]
    public void One_that_gave_way_to_a_later_release_may_go_where_it_had_been_ready_for_long_enough_and_worked(int minutes, ReleaseState state, EvidenceResult smokeTest, bool isMet)
    {
        var release = Samples.Release(state: state);
        var facts = Samples.Facts with
        {
            Source = release with { ChangedAt = release.DeployedAt!.Value.AddMinutes(minutes), Reason = "release 43 took its place" },
            Evidence = EvidenceBundle.Of([Samples.Passed(Evidence.SmokeTest) with { Environment = "staging", Result = smokeTest }]),
        };

        // Also where the policy itself doesn't ask for a smoke test.
        Assert.Equal(isMet, PolicyEvaluation.Evaluate(PromotionPolicy.From("staging").To("production").After(TimeSpan.FromHours(1)), facts).IsMet);
    }

    [Fact]
    public void A_release_that_is_unknown_there_may_not() => Assert.False(PolicyEvaluation.Evaluate(Policy, Samples.Facts with { Source = null }).IsMet);

    [Fact]
    public void Evidence_of_another_environment_does_not_count()
    {
        var facts = Samples.Facts with { Evidence = EvidenceBundle.Of([Samples.Passed(Evidence.SmokeTest) with { Environment = "rehearsal" }]) };

        Assert.False(PolicyEvaluation.Evaluate(PromotionPolicy.From("staging").To("production").Requiring(Evidence.SmokeTest), facts).IsMet);
    }

    [Theory]
    [InlineData(6.9, true)]
    [InlineData(7.1, false)]
    [InlineData(-1, false)]
    public void Evidence_that_must_be_recent_is_held_to_it(double daysAgo, bool isMet)
    {
        var policy = PromotionPolicy.From("staging").To("production").RequiringRecent(Evidence.RestoreDrill, TimeSpan.FromDays(7));
        var facts = Samples.Facts with { Evidence = EvidenceBundle.Of([Samples.Passed(Evidence.RestoreDrill) with { At = Samples.Now.AddDays(-daysAgo) }]) };

        Assert.Equal(isMet, PolicyEvaluation.Evaluate(policy, facts).IsMet);
    }

    [Fact]
    public void A_part_of_the_tests_is_enough_for_a_rehearsal_alone()
    {
        var facts = Samples.Facts with { Evidence = EvidenceBundle.Of([Samples.Passed(Evidence.Tests) with { IsPartial = true, Reason = "the quick tests" }]) };
        var policy = PromotionPolicy.From("staging").To("production").Requiring(Evidence.Tests);

        var error = Assert.Throws<PipelineException>(() => PolicyEvaluation.Evaluate(policy, facts).Require());

        Assert.Contains("Tests: Only a part of it was done (the quick tests).", error.Message, StringComparison.Ordinal);
        Assert.True(PolicyEvaluation.Evaluate(policy.AsRehearsal(), facts).IsMet);
    }

    [Fact]
    public void A_rehearsal_lets_not_done_through_and_shows_it_but_never_what_failed()
    {
        var facts = Samples.Facts with { Source = Samples.Release() with { DeployedAt = Samples.Now }, ImageHasBase = false, Evidence = EvidenceBundle.Of([Samples.Passed(Evidence.Tests)]) };

        var verdict = PolicyEvaluation.Evaluate(Policy.FrozenDuring(Freeze()).ApprovedBy(2).AsRehearsal(), facts);
        var failed = PolicyEvaluation.Evaluate(Policy.AsRehearsal(), facts with { Evidence = EvidenceBundle.Of([Samples.Passed(Evidence.Tests) with { Result = EvidenceResult.Failed }]) });

        Assert.True(verdict.IsMet);
        Assert.Contains(verdict.Checks, x => x is { Name: "Image scan", State: CheckState.NotDone });
        Assert.Contains(verdict.Checks, x => x is { Name: "Image with a base", State: CheckState.NotDone });
        Assert.DoesNotContain(verdict.Checks, x => x.Name.StartsWith("Approved", StringComparison.Ordinal));
        Assert.False(failed.IsMet);
    }

    [Fact]
    public void A_freeze_stops_unless_a_reason_is_given_and_that_is_shown()
    {
        var policy = Policy.FrozenDuring(Freeze());

        var stopped = PolicyEvaluation.Evaluate(policy, Samples.Facts);
        var overridden = PolicyEvaluation.Evaluate(policy, Samples.Facts with { FreezeOverride = "card payments are down" });

        Assert.Contains(stopped.Checks, x => x is { Name: "No freeze", State: CheckState.Failed } && x.Detail.Contains("Thanksgiving", StringComparison.Ordinal));
        Assert.True(overridden.IsMet);
        Assert.Contains(overridden.Checks, x => x is { State: CheckState.Overridden } && x.Detail.EndsWith("card payments are down", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hotfix_has_a_shorter_policy_that_names_itself()
    {
        var hotfix = Policy.FrozenDuring(Freeze()).AsHotfix(TimeSpan.FromMinutes(5), Evidence.Tests);
        var facts = Samples.Facts with { Evidence = EvidenceBundle.Of([Samples.Passed(Evidence.Tests)]) };

        var verdict = PolicyEvaluation.Evaluate(hotfix, facts);

        Assert.True(verdict.IsMet);
        Assert.Equal("staging to production (hotfix)", verdict.Policy);
    }

    [Fact]
    public void A_record_of_a_signature_is_none_the_images_own_must_hold_now()
    {
        var policy = PromotionPolicy.From("staging").To("production").Requiring(Evidence.Signature);
        var facts = Samples.Facts with { Evidence = EvidenceBundle.Of([Samples.Passed(Evidence.Signature)]) };
        ImageSignature signed = new("ghcr.io/acme/agentkit@sha256:aa", "release key 2026", "4 checks hold."), unsigned = new("ghcr.io/acme/agentkit-ops@sha256:bb", null, "There is no attestation.");

        Assert.True(PolicyEvaluation.Evaluate(policy, facts with { Images = [signed] }).IsMet);
        Assert.False(PolicyEvaluation.Evaluate(policy, facts with { Images = [] }).IsMet);
        var error = Assert.Throws<PipelineException>(() => PolicyEvaluation.Evaluate(policy, facts with { Images = [signed, unsigned] }).Require());
        Assert.Contains("agentkit-ops@sha256:bb isn't verified: There is no attestation.", error.Message, StringComparison.Ordinal);
        Assert.Contains("SignImage", error.Message, StringComparison.Ordinal);
        Assert.False(PolicyEvaluation.Evaluate(policy.AsHotfix(TimeSpan.Zero, Evidence.Signature), facts with { Images = [unsigned] }).IsMet);
    }

    [Fact]
    public void A_rehearsal_shows_what_nobody_signed_and_stops_at_what_was_changed()
    {
        var policy = PromotionPolicy.From("staging").To("production").Requiring(Evidence.Signature);
        var unsigned = new ImageSignature("agentkit@sha256:aa", null, "There is no attestation.");

        Assert.Contains(PolicyEvaluation.Evaluate(policy.AsRehearsal(), Samples.Facts with { Images = [unsigned] }).Checks, x => x is { Name: "Signatures hold", State: CheckState.NotDone });
        foreach (var any in new[] { policy, policy.AsRehearsal(), Policy, Policy.AsHotfix(TimeSpan.Zero) })
            Assert.Contains(PolicyEvaluation.Evaluate(any, Samples.Facts with { Images = [unsigned with { IsRefused = true }] }).Checks, x => x is { Name: "Signatures hold", State: CheckState.Failed });
    }

    [Fact]
    public void Evidence_is_held_against_what_was_signed_with_the_image_and_what_came_later_is_beside_it()
    {
        EvidenceRecord tests = Samples.Passed(Evidence.Tests), scan = Samples.Passed(Evidence.Scan) with { Figures = new Dictionary<string, string> { ["high"] = "3" } };
        var image = new ImageSignature("ghcr.io/acme/agentkit@sha256:aa", "release key 2026", "4 checks hold.") { Evidence = [new("tests", SignedEvidence.DigestOf(tests)), new("scan", SignedEvidence.DigestOf(scan))] };
        EvidenceRecord[] later = [Samples.Passed(Evidence.SmokeTest) with { Environment = "staging" }, Samples.Passed(Evidence.Signature), Samples.Passed(BuildFacts.Kind), Samples.Passed(Evidence.RestoreDrill)];
        PolicyCheck? Check(PromotionPolicy policy, params EvidenceRecord[] records) =>
            PolicyEvaluation.Evaluate(policy, Samples.Facts with { Images = [image], Evidence = EvidenceBundle.Of([.. records, .. later]) }).Checks.SingleOrDefault(x => x.Name == "Evidence is what was signed");

        Assert.Equal(CheckState.Passed, Check(Policy, tests, scan)!.State);
        Assert.Contains("'scan' isn't the record that was signed.", Check(Policy, tests, scan with { Figures = new Dictionary<string, string> { ["high"] = "0" } })!.Detail, StringComparison.Ordinal);
        Assert.Contains("'coverage' wasn't among the evidence", Check(Policy.Requiring(Evidence.Coverage), tests, scan, Samples.Passed(Evidence.Coverage))!.Detail, StringComparison.Ordinal);
        Assert.Equal(CheckState.NotDone, Check(Policy.AsRehearsal(), tests with { Origin = "again" }, scan)!.State);
        // Nothing is said where nobody who is trusted signed, or the signature brings no evidence.
        image = image with { SignedBy = null };
        Assert.Null(Check(Policy, tests));
        image = image with { SignedBy = "release key 2026", Evidence = null };
        Assert.Null(Check(Policy, tests));
    }

    [Fact]
    public void Evidence_reads_back_from_a_releases_record_as_it_was_signed()
    {
        var record = Samples.Passed(Evidence.Tests) with { Reason = "ä <b> & \"x\"", Origin = "here", At = Samples.Now.AddTicks(1234567), Inputs = [new EvidenceInput("sources", "abc")], Figures = new Dictionary<string, string> { ["z"] = "1", ["a"] = "2" }, IsPartial = true };

        var fromFile = EvidenceJson.Read(EvidenceJson.Write(record), "a file");
        var fromLedger = EvidenceJson.FromJson((System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(EvidenceJson.ToJson(EvidenceBundle.Of([fromFile])).ToJsonString())!, "the ledger").Records[0];

        Assert.Equal(SignedEvidence.DigestOf(fromFile), SignedEvidence.DigestOf(fromLedger));
    }

    [Fact]
    public void Approvals_count_people_once()
    {
        var policy = Policy.ApprovedBy(2);

        Assert.False(PolicyEvaluation.Evaluate(policy, Samples.Facts).IsMet);
        Assert.False(PolicyEvaluation.Evaluate(policy, Samples.Facts with { ApprovedBy = ["ana", "ANA"] }).IsMet);
        Assert.True(PolicyEvaluation.Evaluate(policy, Samples.Facts with { ApprovedBy = ["ana", "ben"] }).IsMet);
        Assert.Contains(PolicyEvaluation.Evaluate(policy, Samples.Facts with { ApprovalsUnknown = "nobody could be asked" }).Checks, x => x is { State: CheckState.Failed, Detail: "Who approved this plan is not known: nobody could be asked." });
    }

    [Fact]
    public void A_release_that_cannot_be_asked_afterwards_is_refused_before_anything_runs_unless_the_policy_says_so()
    {
        var facts = Samples.Facts with { CanSmokeTest = false };

        var error = Assert.Throws<PipelineException>(() => PolicyEvaluation.Evaluate(Policy, facts).Require());
        Assert.Contains("Smoke test in production", error.Message, StringComparison.Ordinal);
        Assert.Contains("ServiceAddress", error.Message, StringComparison.Ordinal);
        Assert.Contains(PolicyEvaluation.Evaluate(Policy.AllowingNoSmokeTest(), facts).Checks, x => x is { Name: "Smoke test in production", State: CheckState.NotDone });
        Assert.True(PolicyEvaluation.Evaluate(Policy.AsRehearsal(), facts) is { IsMet: true, AllowsNoSmokeTest: true });
    }

    [Fact]
    public void A_policy_that_cannot_be_is_refused_when_it_is_declared()
    {
        Assert.Throws<PipelineException>(() => PromotionPolicy.From(" "));
        Assert.Throws<PipelineException>(() => PromotionPolicy.From("a").To(""));
        Assert.Throws<PipelineException>(() => Policy.After(TimeSpan.FromHours(-1)));
        Assert.Throws<PipelineException>(() => Policy.ApprovedBy(-1));
        Assert.Throws<PipelineException>(() => Policy.Watching(TimeSpan.FromMinutes(1), 2));
        Assert.Throws<PipelineException>(() => Policy.ReturningWithin(TimeSpan.FromHours(-1)));
    }

    private static FreezeWindow Freeze() => FreezeWindow.Dates(new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 29), "America/New_York", "Thanksgiving");
}
