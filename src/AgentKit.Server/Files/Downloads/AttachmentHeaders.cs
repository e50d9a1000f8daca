using AgentKit.Server.Files.Checksums;

namespace AgentKit.Server.Files.Downloads;

/// <summary>What a download says of itself.</summary>
internal sealed record AttachmentHeaders
{
    public required string ContentType { get; init; }

    public required string ContentDisposition { get; init; }

    public required long LengthBytes { get; init; }

    /// <summary>Strong: the content's checksum, or the store's tag.</summary>
    public required string ETag { get; init; }

    /// <summary>In hexadecimal.</summary>
    public string? Sha256 { get; init; }

    public void Apply(HttpResponse response)
    {
        response.ContentType = ContentType;
        response.Headers.ContentDisposition = ContentDisposition;
        response.Headers.ETag = ETag;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Over the whole representation, also when only a part of it is sent (RFC 9530, 3).
        if (Sha256 is not null)
            response.Headers[ChecksumHeaders.Representation] = Sha256Digest.ToHeader(Sha256);
    }
}
