namespace Pipeline.Containers.Scanning;

/// <summary>The image that is scanned.</summary>
/// <param name="Name">The repository, without tag or digest: <c>ghcr.io/acme/app</c>.</param>
/// <param name="Digest">The manifest's digest.</param>
/// <param name="ConfigDigest">The configuration's digest, which Trivy writes as ImageID.</param>
public sealed record ScanSubject(string Name, Digest Digest, Digest ConfigDigest)
{
    /// <summary><c>name@sha256:…</c>.</summary>
    public string Reference => $"{Name}@{Digest}";

    /// <summary>The package URL, as VEX documents and bills of materials name an image: <c>pkg:oci/app@sha256%3A…?repository_url=ghcr.io/acme/app</c>.</summary>
    public string PackageUrl => $"pkg:oci/{Uri.EscapeDataString(Name[(Name.LastIndexOf('/') + 1)..].ToLowerInvariant())}@{Uri.EscapeDataString(Digest.ToString())}?repository_url={Uri.EscapeDataString(Name).Replace("%2F", "/", StringComparison.Ordinal)}";
}
