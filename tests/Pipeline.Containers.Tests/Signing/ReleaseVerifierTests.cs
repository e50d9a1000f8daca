using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Statements;
using Pipeline.Containers.Signing.Verifying;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Signing;

public sealed class ReleaseVerifierTests
{
    private static ReleaseVerdict Ask(Requirement requirement, params Predicate[] predicates) =>
        Release.Verify(AttestationBundle.Of(predicates.Select(x => Release.Attest(x))), new VerificationPolicy { Requirements = [requirement] });

    private static void Fails(VerificationStep step, string detail, ReleaseVerdict verdict) =>
        Assert.Contains(detail, Assert.Single(verdict.Failures, x => x.Step == step).Detail);

    [Fact]
    public void A_release_with_all_its_attestations_is_verified_and_says_by_what()
    {
        var verdict = Release.Verify(AttestationBundle.Of(Release.Attestations()));

        verdict.Require();
        Assert.All(verdict.Checks, x => Assert.Equal(CheckOutcome.Passed, x.Outcome));
        Assert.Equal(5 * 7 + 5 + 4 + 1 + 2 + 3 + 2 + 1, verdict.Checks.Count);
        Assert.All(verdict.Attestations, x => Assert.Equal(["ci"], x.Keys));
        Assert.Equal(["ci"], verdict.SignedBy);
        Assert.Equal($"{Release.Image} verified: 53 checks passed, 0 failed, 0 not evaluated", verdict.ToString());
        Assert.Equal("passed: Builder of provenance: it was built by https://example.com/builders/ci", verdict.Checks.First(x => x.Step == VerificationStep.Builder).ToString());
    }

    [Fact]
    public void A_refusal_names_every_failed_check()
    {
        var verdict = Release.Verify(AttestationBundle.Of(Release.Attest(Release.Provenance with { BuilderId = "https://example.com/laptop" })));

        var error = Assert.Throws<PipelineException>(verdict.Require);

        Assert.Equal("PIPE3508", error.Code.Id);
        Assert.Contains("failed: Builder of provenance: it was built by https://example.com/laptop", error.Message);
        Assert.Contains("failed: Presence of sbom: there is no attestation of it that holds", error.Message);
        Assert.Contains("NOT verified", verdict.ToString());
    }

    [Fact]
    public void What_depends_on_a_missing_attestation_isnt_evaluated()
    {
        var verdict = Release.Verify(new AttestationBundle([]));

        Assert.Equal(5, verdict.Failures.Count());
        Assert.Equal(CheckOutcome.NotEvaluated, Assert.Single(verdict.Checks, x => x.Step == VerificationStep.Builder).Outcome);
        Assert.Equal(CheckOutcome.NotEvaluated, Assert.Single(verdict.Checks, x => x.Step == VerificationStep.Completeness).Outcome);
    }

    [Fact]
    public void A_policy_that_asks_for_nothing_isnt_taken()
    {
        Assert.Throws<ArgumentException>(() => Release.Verify(new AttestationBundle([]), new VerificationPolicy { Requirements = [] }));
        Assert.Throws<ArgumentException>(() => Release.Verify(new AttestationBundle([]), Release.Policy with { Threshold = 0 }));
    }

    [Theory]
    [InlineData("https://example.com/acme/app.git", true)]
    [InlineData("git+https://example.com/acme/app/", true)]
    [InlineData("https://example.com/acme/app#sub", true)]
    [InlineData("https://example.com/acme/application", false)]
    [InlineData("https://example.org/acme/app", false)]
    public void The_repository_is_recognised_in_all_its_spellings(string repository, bool same) =>
        Assert.Equal(same, Ask(new ProvenanceRequirement { Builders = [Release.Builder], Repository = repository }, Release.Provenance).IsVerified);

    [Fact]
    public void Provenance_of_another_builder_type_commit_or_repository_is_refused()
    {
        var requirement = new ProvenanceRequirement { Builders = [Release.Builder], Commit = Release.Commit, Repository = Release.Repository };

        Fails(VerificationStep.Builder, "built by b", Ask(requirement, Release.Provenance with { BuilderId = "b" }));
        Fails(VerificationStep.BuildType, "of type t", Ask(requirement, Release.Provenance with { BuildType = "t" }));
        Fails(VerificationStep.Source, $"not from {Release.Repository} at {new string('f', 40)}", Ask(requirement with { Commit = new string('f', 40) }, Release.Provenance));
        Fails(VerificationStep.Source, "not from any repository", Ask(requirement with { Commit = Release.Commit[..12], Repository = null }, Release.Provenance));
        Fails(VerificationStep.Source, "it names no source", Ask(requirement, Release.Provenance with { ResolvedDependencies = [] }));
        Fails(VerificationStep.Source, "was built from", Ask(requirement, Release.Provenance with { ResolvedDependencies = [ResourceDescriptor.GitCommit("https://evil.example/app", Release.Commit), ResourceDescriptor.GitCommit(Release.Repository, new string('0', 40))] }));
        Assert.Equal(2, Ask(requirement with { Commit = null, Repository = null }, Release.Provenance).Checks.Count(x => x is { Outcome: CheckOutcome.NotEvaluated, Detail: var why } && why.StartsWith("the policy names", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_build_that_was_started_otherwise_is_refused()
    {
        var requirement = new ProvenanceRequirement { Builders = [Release.Builder], ExternalParameters = new Dictionary<string, string> { ["ref"] = "refs/heads/main", ["target"] = "BuildImage" } };
        Predicate With(params (string, string)[] parameters) => Release.Provenance with { ExternalParameters = parameters.ToDictionary(x => x.Item1, x => x.Item2) };

        Assert.True(Ask(requirement, Release.Provenance).IsVerified);
        Fails(VerificationStep.Parameters, "ref is 'refs/heads/evil', not 'refs/heads/main'", Ask(requirement, With(("ref", "refs/heads/evil"), ("target", "BuildImage"))));
        Fails(VerificationStep.Parameters, "target is missing", Ask(requirement, With(("ref", "refs/heads/main"))));
    }

    [Fact]
    public void Tests_must_have_passed_by_their_result_their_names_and_their_counts()
    {
        var requirement = new TestRequirement();
        var warned = Release.Tests with { Result = TestOutcome.Warned };

        Fails(VerificationStep.Result, "the run failed", Ask(requirement, Release.Tests with { Result = TestOutcome.Failed }));
        Fails(VerificationStep.Result, "1 tests failed", Ask(requirement, Release.Tests with { FailedTests = ["x"] }));
        Fails(VerificationStep.Result, "3 tests failed", Ask(requirement, Release.Tests with { Run = Release.Tests.Run! with { Failed = 3 } }));
        Fails(VerificationStep.Result, "0 tests failed, 0 passed", Ask(requirement, Release.Tests with { Run = Release.Tests.Run! with { Passed = 0 } }));
        Fails(VerificationStep.Result, "with warnings", Ask(requirement with { AllowWarnings = false }, warned));
        Assert.True(Ask(requirement, warned).IsVerified);
        Fails(VerificationStep.Result, "lines covered: 91.25 %, at least 95 % asked for", Ask(requirement with { MinimumLineCoveragePercent = 95 }, Release.Tests));
        Fails(VerificationStep.Result, "not measured", Ask(requirement with { MinimumLineCoveragePercent = 1 }, Release.Tests with { Run = null }));
    }

    [Fact]
    public void A_scan_must_be_recent_with_a_recent_database_and_through_the_gate()
    {
        var requirement = new ScanRequirement();

        Fails(VerificationStep.Result, "failed", Ask(requirement, Release.Scan with { Gate = new ScanGateResult(false, "g") }));
        Fails(VerificationStep.Result, "no gate judged it", Ask(requirement, Release.Scan with { Gate = null }));
        Assert.True(Ask(requirement with { GateMustPass = false }, Release.Scan with { Gate = null }).IsVerified);
        Fails(VerificationStep.Result, "the scanner's database was of", Ask(requirement with { MaxDatabaseAge = TimeSpan.FromHours(1) }, Release.Scan));
        Fails(VerificationStep.Freshness, "may be 0.01:00:00 old", Ask(requirement with { MaxAge = TimeSpan.FromHours(1) }, Release.Scan));
        Fails(VerificationStep.Freshness, "doesn't say when", Ask(new TestRequirement { MaxAge = TimeSpan.FromHours(1) }, Release.Tests with { Run = null }));
    }

    [Fact]
    public void The_newest_of_a_kind_counts_and_of_those_of_one_time_all()
    {
        var failed = Release.Scan with { Gate = new ScanGateResult(false, "g") };
        var later = Release.Scan with { FinishedOn = Release.Scan.FinishedOn.AddMinutes(10) };

        Assert.True(Ask(new ScanRequirement(), failed, later).IsVerified);
        Assert.False(Ask(new ScanRequirement(), later with { Gate = failed.Gate }, Release.Scan).IsVerified);
        Assert.False(Ask(new ScanRequirement(), Release.Scan, failed).IsVerified);
    }

    [Fact]
    public void A_plan_is_asked_for_by_its_hash_and_environment()
    {
        var plan = new ReleasePlanPredicate { Release = 42, Environment = "production", PlanHash = Digest.Of("plan"u8), CreatedOn = Release.BuiltOn };
        var requirement = new PlanRequirement { PlanHash = plan.PlanHash, Environment = "production" };

        Assert.True(Ask(requirement, plan, plan with { Environment = "staging", PlanHash = Digest.Of("s"u8), CreatedOn = Release.Now }).IsVerified);
        Fails(VerificationStep.Result, "it is the plan", Ask(requirement, plan with { PlanHash = Digest.Of("another"u8) }));
        Fails(VerificationStep.Presence, "no attestation", Ask(requirement, plan with { Environment = "staging" }));
    }

    [Fact]
    public void Evidence_must_have_the_stages_with_results_that_count()
    {
        var evidence = Release.EvidenceOf([]);
        var notDone = evidence with { Stages = [new StageResult("Test", "not done", Release.Image, Release.BuiltOn)] };

        Fails(VerificationStep.Result, "stage SmokeTest has no result", Ask(new EvidenceRequirement { Stages = ["Test", "SmokeTest"] }, evidence));
        Fails(VerificationStep.Result, "stage Test: not done", Ask(new EvidenceRequirement { Stages = ["Test"] }, notDone));
        Assert.True(Ask(new EvidenceRequirement { Stages = ["Test"], AcceptedResults = ["passed", "not done"] }, notDone).IsVerified);
        Assert.True(Ask(new EvidenceRequirement(), evidence).IsVerified);
        Assert.True(Ask(new EvidenceRequirement { Evidence = Digest.Of("evidence"u8) }, evidence).IsVerified);
        Fails(VerificationStep.Result, "asked for: " + Release.Image, Ask(new EvidenceRequirement { Evidence = Release.Image }, evidence));
        Fails(VerificationStep.Result, "without a digest", Ask(new EvidenceRequirement { Evidence = Release.Image }, evidence with { Evidence = null }));
        Assert.False(Ask(new EvidenceRequirement()).IsVerified);
    }

    [Fact]
    public void A_bill_of_materials_without_components_and_other_types_are_told_apart()
    {
        Fails(VerificationStep.Result, "with 0 components", Ask(new SbomRequirement(), CycloneDxBom.Parse("""{"bomFormat":"CycloneDX","specVersion":"1.6"}"""u8.ToArray())));
        Assert.True(Ask(new OtherRequirement("https://example.com/x/v1"), new OtherPredicate("https://example.com/x/v1", [])).IsVerified);
        Fails(VerificationStep.Presence, "no attestation", Ask(new OtherRequirement("https://example.com/x/v1"), new OtherPredicate("https://example.com/y/v1", [])));
    }

    [Fact]
    public void What_was_taken_out_of_a_bundle_is_noticed()
    {
        var all = Release.Attestations();
        var failing = Release.Attest(Release.Scan with { FinishedOn = Release.Scan.FinishedOn.AddMinutes(1), Gate = new ScanGateResult(false, "g") });
        var evidence = Release.Attest(Release.EvidenceOf([.. all.SkipLast(1), failing]));

        Assert.False(Release.Verify(AttestationBundle.Of([.. all.SkipLast(1), failing, evidence])).IsVerified);
        Fails(VerificationStep.Completeness, $"scan {failing.Payload.Payload}", Release.Verify(AttestationBundle.Of([.. all.SkipLast(1), evidence])));
    }

    [Fact]
    public void Two_signatures_can_be_asked_for()
    {
        var trusted = Release.Trusted.Add(new TrustedKey { Name = "second", Key = Release.Stranger.PublicKey });
        var policy = new VerificationPolicy { Requirements = [new TestRequirement()], Threshold = 2 };
        var statement = Statement.About(Release.Name, Release.Image, Release.Tests);

        Assert.True(Release.Verify(AttestationBundle.Of(Attestation.Sign(statement, Release.Key, Release.Stranger)), policy, trusted).IsVerified);
        Assert.False(Release.Verify(AttestationBundle.Of(Attestation.Sign(statement, Release.Key)), policy, trusted).IsVerified);
        Fails(VerificationStep.KeyValidity, "'second' is revoked (stolen)", Release.Verify(AttestationBundle.Of(Attestation.Sign(statement, Release.Key, Release.Stranger)), policy, trusted.Revoke("second", "stolen")));
    }

    [Fact]
    public void Beside_an_image_in_a_registry_what_doesnt_hold_just_doesnt_count()
    {
        var open = Release.Policy with { EveryAttestationMustHold = false };
        var foreign = AttestationBundle.Of(Release.Attest(Release.Provenance, Release.Stranger), Release.Attest(Release.Scan, image: Digest.Of("another"u8)))
            .With(new AttestationBundle([new BundleEntry("junk", "junk"u8.ToArray())]));

        var verdict = Release.Verify(AttestationBundle.Of(Release.Attestations()).With(foreign), open);

        Assert.True(verdict.IsVerified);
        Assert.Equal(5, verdict.Attestations.Count);
        Assert.False(Release.Verify(foreign, open).IsVerified);
        Assert.False(Release.Verify(AttestationBundle.Of(Release.Attestations()).With(foreign)).IsVerified);
    }
}
