using Pipeline.Kubernetes.Recording;

namespace Pipeline.Releases.Proving;

/// <summary>What a release was built from, as its record tells everywhere that it goes.</summary>
/// <param name="Commit">The commit; null where it was built outside of a repository.</param>
/// <param name="ApplicationVersion">The application's version, by which migrations say what can run with them.</param>
/// <param name="HasBase">Whether its image has a base; null where nobody recorded it.</param>
public sealed record BuildFacts(string? Commit, string? ApplicationVersion, bool? HasBase)
{
    private const string Version = "applicationVersion";
    private const string Base = "imageBase";
    private const string CommitInput = "commit";

    /// <summary>What evidence calls the image that Jobs run.</summary>
    public const string OpsInput = "image-ops";

    /// <summary>The kind of evidence that holds them.</summary>
    public static Evidence Kind { get; } = new("build", "Build");

    /// <summary>Digest of the image that Jobs run, with the migrations that were built with the release; null for a build that makes none.</summary>
    public string? OpsDigest { get; init; }

    /// <summary>Nothing is known.</summary>
    public static BuildFacts Unknown { get; } = new(null, null, null);

    /// <summary>Reads them out of a release's record.</summary>
    public static BuildFacts Of(Release release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return Of(EvidenceJson.FromJson(release.Evidence, $"the record of release {release.Number}"));
    }

    /// <summary>Reads them out of a bundle.</summary>
    public static BuildFacts Of(EvidenceBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return bundle.Find(Kind) is not { } record ? Unknown : new BuildFacts(
            record.Inputs.FirstOrDefault(x => x.Name == CommitInput)?.Digest,
            record.Figures.GetValueOrDefault(Version),
            record.Figures.GetValueOrDefault(Base) switch { "yes" => true, "no" => false, _ => null })
        {
            OpsDigest = record.Inputs.FirstOrDefault(x => x.Name == OpsInput)?.Digest,
        };
    }

    /// <summary>As a record of evidence.</summary>
    public EvidenceRecord ToRecord(DateTimeOffset at, string origin, IReadOnlyList<EvidenceInput> images)
    {
        var figures = new Dictionary<string, string>();
        if (ApplicationVersion is { } version)
            figures[Version] = version;
        if (HasBase is { } hasBase)
            figures[Base] = hasBase ? "yes" : "no";
        return new EvidenceRecord
        {
            Kind = Kind.Name,
            Result = EvidenceResult.Passed,
            At = at,
            Origin = origin,
            Inputs = [.. Commit is null ? [] : new[] { new EvidenceInput(CommitInput, Commit) }, .. images, .. OpsDigest is null ? [] : new[] { new EvidenceInput(OpsInput, OpsDigest) }],
            Figures = figures,
        };
    }
}
