namespace Pipeline.Containers.Signing.Statements;

/// <summary>The types of predicates that are read and written with types of their own.</summary>
public static class PredicateTypes
{
    /// <summary>SLSA provenance v1: how, from what and by whom something was built.</summary>
    public const string SlsaProvenance = "https://slsa.dev/provenance/v1";

    /// <summary>A CycloneDX bill of materials, of any version: the document itself says which.</summary>
    public const string CycloneDx = "https://cyclonedx.org/bom";

    /// <summary>in-toto's result of a test run.</summary>
    public const string TestResult = "https://in-toto.io/attestation/test-result/v0.1";

    /// <summary>in-toto's result of a vulnerability scan.</summary>
    public const string Vulnerabilities = "https://in-toto.io/attestation/vulns/v0.2";

    /// <summary>Ours: the plan of a release, by its hash.</summary>
    public const string ReleasePlan = "https://pipeline.dev/attestation/release-plan/v1";

    /// <summary>Ours: everything that a release's evidence is made of, each by its digest.</summary>
    public const string Evidence = "https://pipeline.dev/attestation/evidence/v1";

    /// <summary>A short name for files and messages: <c>provenance</c>.</summary>
    public static string ShortName(string type) => type switch
    {
        SlsaProvenance => "provenance",
        CycloneDx => "sbom",
        TestResult => "tests",
        Vulnerabilities => "scan",
        ReleasePlan => "plan",
        Evidence => "evidence",
        _ => "attestation",
    };
}
