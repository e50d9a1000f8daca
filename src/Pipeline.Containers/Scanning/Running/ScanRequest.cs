using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Scanning.Running;

/// <summary>What to scan, with what.</summary>
public sealed record ScanRequest
{
    /// <summary>The image's repository, for reports.</summary>
    public required string Name { get; init; }

    /// <summary>The OCI layout's folder. (Trivy doesn't read OCI archives.)</summary>
    public required string LayoutDirectory { get; init; }

    /// <summary>The image in it: its manifest's digest.</summary>
    public required Digest Digest { get; init; }

    /// <summary>The Trivy to run.</summary>
    public required TrivyPin Pin { get; init; }

    /// <summary>Its binary; null for the first <c>trivy</c> on <c>PATH</c> of <see cref="Environment"/>.</summary>
    public string? TrivyPath { get; init; }

    /// <summary>Where it runs when there is no binary; null for nowhere.</summary>
    public IContainerRunner? Containers { get; init; }

    /// <summary>Trivy's cache folder, with the vulnerability database.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>Where reports are kept, by image and database; null keeps none.</summary>
    public string? ResultsDirectory { get; init; }

    /// <summary>The caller's variables: <c>PATH</c> is searched, certificates and proxies are handed on, nothing else.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Downloads the database when it is missing, too old, or a newer one is due. Default false: offline.</summary>
    public bool UpdateDatabase { get; init; }

    /// <summary>Older data is no data. Default 7 days; Trivy's is built every few hours.</summary>
    public TimeSpan MaximumDatabaseAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Looks for secrets too. Default true.</summary>
    public bool FindSecrets { get; init; } = true;

    /// <summary>Looks for misconfigurations too, in the image's files and its configuration. Default true.</summary>
    public bool FindMisconfigurations { get; init; } = true;

    /// <summary>Looks for licences too. Default false; a gate with <c>LicensesFailAt</c> needs it.</summary>
    public bool FindLicenses { get; init; }

    internal IReadOnlyList<FindingKind> LeftOut =>
    [
        .. FindSecrets ? Array.Empty<FindingKind>() : [FindingKind.Secret],
        .. FindMisconfigurations ? Array.Empty<FindingKind>() : [FindingKind.Misconfiguration],
        .. FindLicenses ? Array.Empty<FindingKind>() : [FindingKind.License],
    ];

    /// <summary>Longest wait for each run of Trivy. Default 10 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
