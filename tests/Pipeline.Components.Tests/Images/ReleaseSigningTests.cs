using Nuke.Common.IO;
using Pipeline.Components.Images;
using Pipeline.Components.Signing;
using Pipeline.Containers.Building;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Statements;
using Pipeline.Containers.Signing.Verifying;
using Pipeline.Errors;
using Pipeline.Releases.Proving;
using Pipeline.Secrets;

namespace Pipeline.Components.Tests.Images;

/// <summary>What SignImage says of an image, with which key, and what VerifyRelease makes of it.</summary>
public sealed class ReleaseSigningTests : IDisposable
{
    private readonly SampleImage _image = new();
    private readonly SampleBuild _rehearsal = new();

    private string Kept => _image.In("rehearsal/release-key.pem");

    public void Dispose() => _image.Dispose();

    [Fact]
    public async Task A_signed_image_is_verified_and_its_signer_named()
    {
        var (_, bundle) = await SignAsync(EvidenceResult.NotDone);

        var verdict = await VerifyAsync(await TrustedAsync());

        verdict.Require();
        Assert.Equal(["rehearsal"], verdict.SignedBy);
        Assert.Equal(["evidence", "provenance", "sbom", "tests"], verdict.Attestations.Select(x => PredicateTypes.ShortName(x.Statement.Predicate.Type)).Order());
        Assert.Equal(4, bundle.Entries.Count);
        var tests = verdict.Attestations.Select(x => x.Statement.Predicate).OfType<TestResult>().Single();
        Assert.Equal((120, 2, 91.25), (tests.Run!.Passed, tests.Run.Skipped, tests.Run.LineCoveragePercent));
    }

    [Fact]
    public async Task A_scan_that_was_done_is_attested_and_one_that_was_not_is_only_listed_as_such()
    {
        var (image, _) = await SignAsync(EvidenceResult.Passed, done: true);

        var verdict = await VerifyAsync(await TrustedAsync());

        var scan = verdict.Attestations.Select(x => x.Statement.Predicate).OfType<VulnerabilityScan>().Single();
        Assert.Equal((true, "CVE-2099-0001"), (scan.Gate!.Passed, Assert.Single(scan.Vulnerabilities).Id));
        Assert.Equal(["CVE-2099-0001"], scan.Gate.Waived);

        await SignAsync(EvidenceResult.NotDone);
        verdict = await VerifyAsync(await TrustedAsync());
        Assert.Equal("not done", verdict.Attestations.Select(x => x.Statement.Predicate).OfType<EvidencePredicate>().Single().Stages.Single(x => x.Stage == "scan").Result);
        Assert.Contains((await VerifyAsync(await TrustedAsync(), new ScanRequirement())).Failures, x => x.Step == VerificationStep.Presence);
        Assert.Equal(image.Digest, verdict.Image);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(null, true)]
    public async Task Provenance_says_whether_all_sources_were_committed_and_a_requirement_may_ask_for_it(bool? isChanged, bool isTaken)
    {
        await SignAsync(EvidenceResult.NotDone, isChanged: isChanged);

        var verdict = await VerifyAsync(await TrustedAsync(), new ProvenanceRequirement { Builders = [ReleaseBuilder.Local], CommittedSources = true });

        var provenance = verdict.Attestations.Select(x => x.Statement.Predicate).OfType<SlsaProvenance>().First();
        Assert.Equal((isChanged is null ? null : "4b825dc642cb6eb9a060e54bf8d69288fbee4904", isChanged == true), (provenance.InternalParameters.GetValueOrDefault(SlsaProvenance.SourceTree), provenance.HasUncommittedChanges));
        Assert.Equal(isTaken, verdict.IsVerified);
        if (!isTaken)
            Assert.Contains($"built with uncommitted changes on {SampleImage.Commit}", Assert.Single(verdict.Failures, x => x.Step == VerificationStep.Source).ToString(), StringComparison.Ordinal);
        Assert.True((await VerifyAsync(await TrustedAsync())).IsVerified);
    }

    [Fact]
    public void Only_a_rehearsal_takes_uncommitted_changes()
    {
        Assert.False(Requirement(_rehearsal).CommittedSources);
        Assert.True(Requirement(new SampleBuild { Environment = "production" }).CommittedSources);

        static ProvenanceRequirement Requirement(IVerifyRelease build) => build.ReleaseRequirements.Requirements.OfType<ProvenanceRequirement>().Single();
    }

    [Fact]
    public async Task A_rebuilt_image_is_not_what_was_signed()
    {
        await SignAsync(EvidenceResult.NotDone);
        await _image.BuildAsync(program: "MZ evil");

        var verdict = await VerifyAsync(await TrustedAsync());

        Assert.False(verdict.IsVerified);
        Assert.Contains(verdict.Failures, x => x.Step == VerificationStep.Subject);
        var index = await File.ReadAllTextAsync(_image.In("images/app/index.json"));
        await ImageAttachments.AttachAsync(_image.Files, _image.In("none"), _image.In("release/app"), default);
        Assert.Equal(index, await File.ReadAllTextAsync(_image.In("images/app/index.json")));
    }

    [Fact]
    public async Task A_rehearsals_key_is_made_once_and_trusted_by_rehearsals_alone()
    {
        using var first = await ReleaseKeys.SigningKeyAsync(_rehearsal, null, null, Kept, default);
        using var second = await ReleaseKeys.SigningKeyAsync(_rehearsal, null, null, Kept, default);

        Assert.Equal(first.PublicKey, second.PublicKey);
        Assert.Equal(first.PublicKey, Assert.Single((await TrustedAsync()).Keys).Key);
        Assert.Equal("PIPE2231", (await Assert.ThrowsAsync<PipelineException>(() => ReleaseKeys.TrustedAsync(new SampleBuild { Environment = "staging" }, null, _image.In("none"), Kept, default))).Code.Id);
        Assert.Equal("PIPE2231", (await Assert.ThrowsAsync<PipelineException>(() => ReleaseKeys.TrustedAsync(_rehearsal, (AbsolutePath)_image.In("none"), _image.In("none"), Kept, default))).Code.Id);
    }

    [Fact]
    public async Task A_key_is_of_a_file_or_of_the_environments_secret_store()
    {
        using var key = SigningKey.Generate();
        var file = _image.Write("signing.key", key.ToEncryptedPem(new Secret("open")).Reveal());
        var store = new SampleBuild { Environment = "staging", SecretStore = $"file://{_image.In("secrets")}" };
        _image.Write("secrets/app/release/key", key.ToPem().Reveal());

        using var fromFile = await ReleaseKeys.SigningKeyAsync(store, file, "open", Kept, default);
        using var fromStore = await ReleaseKeys.SigningKeyAsync(store, "secret://app/release/key", null, Kept, default);

        Assert.Equal((key.PublicKey, key.PublicKey), (fromFile.PublicKey, fromStore.PublicKey));
        Assert.Equal("PIPE3500", (await Assert.ThrowsAsync<PipelineException>(() => ReleaseKeys.SigningKeyAsync(store, file + ".gone", null, Kept, default))).Code.Id);
        Assert.False(File.Exists(Kept));
    }

    [Fact]
    public async Task Trusted_keys_are_a_public_key_or_a_set_of_them()
    {
        using var key = SigningKey.Generate();
        var pem = (AbsolutePath)_image.Write("ci-2026.pub", key.PublicKey.ToPem());
        var set = (AbsolutePath)_image.Write("keys.json", new TrustSet([new TrustedKey { Name = "ci", Key = key.PublicKey }]).ToJson());
        var staging = new SampleBuild { Environment = "staging" };

        Assert.Equal("ci-2026", Assert.Single((await ReleaseKeys.TrustedAsync(staging, pem, "none", Kept, default)).Keys).Name);
        Assert.Equal("ci", Assert.Single((await ReleaseKeys.TrustedAsync(staging, null, set!, Kept, default)).Keys).Name);
    }

    [Fact]
    public async Task Evidence_that_says_the_same_keeps_its_time()
    {
        var record = ImageEvidence.Of("scan", EvidenceResult.NotDone) with { Reason = "no database", At = DateTimeOffset.UnixEpoch };
        var build = new EvidenceBuild { EvidenceDirectory = (AbsolutePath)_image.In("evidence") };
        async Task<EvidenceRecord> LeftAsync(EvidenceRecord left)
        {
            await ImageEvidence.LeaveAsync(build, left, default);
            return (await new EvidenceFolder(_image.In("evidence")).ReadAsync(default)).Records.Single();
        }

        await LeftAsync(record);
        Assert.Equal(DateTimeOffset.UnixEpoch, (await LeftAsync(record with { At = DateTimeOffset.UnixEpoch.AddDays(1), Origin = "elsewhere" })).At);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(2), (await LeftAsync(record with { At = DateTimeOffset.UnixEpoch.AddDays(2), Reason = "no Trivy" })).At);
    }

    private async Task<(BuiltImage Image, AttestationBundle Bundle)> SignAsync(EvidenceResult scan, bool done = false, bool? isChanged = null)
    {
        var image = await _image.BuildAsync();
        var summary = done ? _image.Write("scan/app.summary.json", $$"""
            {"state":"passed","reason":"none of 1 findings counts","image":"app@{{image.Digest}}","scanner":"trivy","databaseUpdatedAt":"2026-11-20T06:00:00.0000000+00:00",
             "findings":[{"fate":"waived","kind":"vulnerability","id":"CVE-2099-0001","severity":"critical","package":"zlib1g"}]}
            """) : _image.In("none");
        var statements = new ReleaseStatements
        {
            Image = _image.Files,
            Evidence = await _image.EvidenceAsync(image, scan),
            Bill = _image.Write("sbom/app.cdx.json", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"x"}]}"""),
            ScanSummary = summary,
            BuilderId = ReleaseBuilder.Local,
            Commit = SampleImage.Commit,
            SourceTree = isChanged is null ? null : "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
            HasUncommittedChanges = isChanged,
            SdkVersion = "10.0.401",
            Now = TimeProvider.System.GetUtcNow(),
        };
        using var key = await ReleaseKeys.SigningKeyAsync(_rehearsal, null, null, Kept, default);
        var bundle = await statements.SignAsync(key, default);
        await bundle.WriteAsync(_image.In("release/app"), default);
        return (image, bundle);
    }

    private Task<TrustSet> TrustedAsync() => ReleaseKeys.TrustedAsync(_rehearsal, null, _image.In("none"), Kept, default);

    private Task<ReleaseVerdict> VerifyAsync(TrustSet trusted, params Requirement[] more) => new OfflineVerifier(new ReleaseVerifier(
        trusted,
        new VerificationPolicy { Requirements = [new ProvenanceRequirement { Builders = [ReleaseBuilder.Local], Commit = SampleImage.Commit }, new SbomRequirement(), new TestRequirement(), new EvidenceRequirement(), .. more] },
        TimeProvider.System)).VerifyAsync(new ReleaseFiles { Image = _image.Files.Layout!, Attestations = _image.In("release/app") }, default);

    private sealed class EvidenceBuild : Nuke.Common.NukeBuild, Pipeline.Components.Releases.IHazEvidence
    {
        public required AbsolutePath EvidenceDirectory { get; init; }
    }
}
