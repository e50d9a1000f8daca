using System.Net;
using Pipeline.Containers.Registries.Credentials;

namespace Pipeline.Containers.Registries;

/// <summary>How registries are talked to.</summary>
public sealed record RegistryOptions
{
    /// <summary>Who signs in. Default: nobody, so only public repositories can be read.</summary>
    public ICredentialSource Credentials { get; init; } = RegistryCredentials.None;

    /// <summary>
    /// Registries (host, or host:port) that are talked to with or without TLS, whatever their name says.
    /// Default: without TLS for localhost and loopback addresses alone.
    /// </summary>
    public IReadOnlyDictionary<string, RegistryScheme> Schemes { get; init; } = new Dictionary<string, RegistryScheme>();

    /// <summary>Blobs that are transferred at once. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>A blob up to this size is sent in one request, a larger one in pieces that can be resumed. Default 64 MiB.</summary>
    public long MonolithicMaxBytes { get; init; } = 64 << 20;

    /// <summary>The size of a piece; larger where the registry asks for it (<c>OCI-Chunk-Min-Length</c>). Default 16 MiB.</summary>
    public int ChunkBytes { get; init; } = 16 << 20;

    /// <summary>The largest artifact that is read into memory: an SBOM, an attestation. Default 64 MiB.</summary>
    public long MaxArtifactBytes { get; init; } = 64 << 20;

    /// <summary>How often a request is sent again after a failure that may pass. Default 4.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The wait before the first repetition; it doubles each time. Default 0.5 s.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest <c>Retry-After</c> that is waited for; beyond it the request fails. Default 1 min.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time without a byte going either way. Default 100 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The proxy; null for the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal RegistryScheme SchemeOf(string registry) => Schemes.TryGetValue(registry, out var scheme) ? scheme
        : IsLoopback(registry) ? RegistryScheme.Http : RegistryScheme.Https;

    // "localhost:5000", "127.0.0.1", "[::1]:5000"
    private static bool IsLoopback(string registry) => Uri.TryCreate("http://" + registry, UriKind.Absolute, out var uri) && uri.IsLoopback;
}

/// <summary>With or without TLS.</summary>
public enum RegistryScheme
{
    /// <summary>With TLS.</summary>
    Https,

    /// <summary>Without TLS: everything, credentials too, can be read and changed on the way.</summary>
    Http,
}
