namespace Pipeline.Releases.Proving;

/// <summary>A kind of evidence: what a stage of a delivery can prove about a release.</summary>
/// <param name="Name">The name in records and files: lower-case letters and dashes.</param>
/// <param name="Title">What people read.</param>
public sealed record Evidence(string Name, string Title)
{
    /// <summary>All tests passed.</summary>
    public static Evidence Tests { get; } = new("tests", "Tests");

    /// <summary>The coverage gate.</summary>
    public static Evidence Coverage { get; } = new("coverage", "Coverage gate");

    /// <summary>The image, with its digest and from what it was built.</summary>
    public static Evidence Image { get; } = new("image", "Image");

    /// <summary>The bill of materials.</summary>
    public static Evidence BillOfMaterials { get; } = new("sbom", "Bill of materials");

    /// <summary>The image's scan for vulnerabilities.</summary>
    public static Evidence Scan { get; } = new("scan", "Image scan");

    /// <summary>The audit of restored packages.</summary>
    public static Evidence Audit { get; } = new("audit", "Package audit");

    /// <summary>The image's signature.</summary>
    public static Evidence Signature { get; } = new("signature", "Signature");

    /// <summary>Requests over HTTP against a deployed release.</summary>
    public static Evidence SmokeTest { get; } = new("smoke-test", "Smoke test");

    /// <summary>A backup that was restored and verified.</summary>
    public static Evidence RestoreDrill { get; } = new("restore-drill", "Restore drill");

    /// <inheritdoc/>
    public override string ToString() => Title;
}
