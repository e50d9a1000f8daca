using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Statements;
using Pipeline.Containers.Signing.Verifying;

namespace Pipeline.Containers.Tests.Signing;

/// <summary>A release as the pipeline attests it: one image, its five attestations, the key that signed, the policy that asks.</summary>
internal static class Release
{
    public const string Name = "registry.example/acme/app";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    public const string Repository = "https://example.com/acme/app";
    public const string Builder = "https://example.com/builders/ci";

    public static readonly DateTimeOffset BuiltOn = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = BuiltOn.AddHours(2);
    public static readonly Digest Image = Digest.Of("an image"u8);
    public static readonly SigningKey Key = SigningKey.Generate();
    public static readonly SigningKey Stranger = SigningKey.Generate();

    public static readonly SlsaProvenance Provenance = new()
    {
        BuilderId = Builder,
        ExternalParameters = new Dictionary<string, string> { ["target"] = "BuildImage", ["ref"] = "refs/heads/main" },
        ResolvedDependencies =
        [
            ResourceDescriptor.GitCommit(Repository + "@refs/heads/main", Commit),
            ResourceDescriptor.Content("base", Digest.Of("a base image"u8), "pkg:docker/aspnet@10.0"),
            ResourceDescriptor.Tool("dotnet-sdk", "pkg:generic/dotnet-sdk@10.0.401"),
        ],
        InvocationId = "https://example.com/runs/1",
        StartedOn = BuiltOn.AddMinutes(-3),
        FinishedOn = BuiltOn,
    };

    public static readonly CycloneDxBom Sbom = CycloneDxBom.Parse("""
        {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"timestamp":"2026-03-04T05:07:00Z"},"components":[{"type":"library","name":"Acme.Core","version":"1.0.0"}]}
        """u8.ToArray());

    public static readonly TestResult Tests = new()
    {
        Result = TestOutcome.Passed,
        Configuration = [ResourceDescriptor.Content("App.Tests", Digest.Of("tests"u8))],
        PassedTests = ["App.Tests"],
        Run = new TestRun { FinishedOn = BuiltOn, Passed = 120, Failed = 0, Skipped = 2, LineCoveragePercent = 91.25, BranchCoveragePercent = 80 },
    };

    public static readonly VulnerabilityScan Scan = new()
    {
        ScannerUri = "pkg:generic/trivy@0.1",
        ScannerVersion = "0.1",
        DatabaseUpdatedOn = BuiltOn.AddHours(-6),
        DatabaseVersion = "2",
        StartedOn = BuiltOn.AddMinutes(1),
        FinishedOn = BuiltOn.AddMinutes(2),
        Vulnerabilities = [new ScannedVulnerability("CVE-2026-0001", new Dictionary<string, string> { ["trivy"] = "LOW" }) { Annotations = new Dictionary<string, string> { ["package"] = "Acme.Core" } }],
        Gate = new ScanGateResult(true, "no HIGH or worse") { Waived = ["CVE-2026-0002"] },
    };

    public static TrustSet Trusted => new([new TrustedKey { Name = "ci", Key = Key.PublicKey }]);

    public static VerificationPolicy Policy => new()
    {
        Requirements =
        [
            new ProvenanceRequirement { Builders = [Builder], Commit = Commit, Repository = Repository, ExternalParameters = new Dictionary<string, string> { ["target"] = "BuildImage" } },
            new SbomRequirement(),
            new TestRequirement { MinimumLineCoveragePercent = 85 },
            new ScanRequirement { MaxAge = TimeSpan.FromDays(1), MaxDatabaseAge = TimeSpan.FromDays(1) },
            new EvidenceRequirement { Stages = ["Test", "ScanImage"] },
        ],
    };

    public static Attestation Attest(Predicate predicate, SigningKey? key = null, Digest? image = null) => Attestation.Sign(Statement.About(Name, image ?? Image, predicate), key ?? Key);

    public static IReadOnlyList<Attestation> Attestations(SigningKey? key = null, Digest? image = null)
    {
        Attestation[] stages = [.. new Predicate[] { Provenance, Sbom, Tests, Scan }.Select(x => Attest(x, key, image))];
        return [.. stages, Attest(EvidenceOf(stages), key, image)];
    }

    public static EvidencePredicate EvidenceOf(IEnumerable<Attestation> stages) => new()
    {
        CreatedOn = BuiltOn.AddMinutes(5),
        Release = 42,
        Evidence = Digest.Of("evidence"u8),
        Stages = [new StageResult("Test", "passed", Digest.Of("test record"u8), BuiltOn), new StageResult("ScanImage", "passed", Digest.Of("scan record"u8), BuiltOn)],
        Attestations = [.. stages.Select(x => x.Payload)],
    };

    public static AttestationBundle Bundle(params IEnumerable<Attestation> attestations) => AttestationBundle.Of(attestations);

    public static ReleaseVerdict Verify(AttestationBundle bundle, VerificationPolicy? policy = null, TrustSet? trusted = null, Digest? image = null, DateTimeOffset? now = null) =>
        new ReleaseVerifier(trusted ?? Trusted, policy ?? Policy, new FixedTime(now ?? Now)).Verify(image ?? Image, bundle);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
