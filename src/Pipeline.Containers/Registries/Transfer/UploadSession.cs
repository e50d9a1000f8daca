using Pipeline.Containers.Registries.Http;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>An upload that was begun: where its next part goes, and the least that a part must have.</summary>
internal sealed record UploadSession(Uri Location, long MinChunkBytes)
{
    /// <summary>From the answer to a POST or PATCH.</summary>
    public static UploadSession Of(RegistryResponse response, long minChunkBytes = 0) => new(
        response.Location ?? throw new RegistryException(RegistryErrors.Failing, $"{response.Request.Purpose} failed: {response.Request.Uri.Authority} began an upload and didn't say where (no Location). It may not be a registry: check the address.") { Status = response.Status },
        long.TryParse(response.Header("OCI-Chunk-Min-Length"), out var least) ? least : minChunkBytes);

    /// <summary>Where the upload is completed.</summary>
    public Uri Completion(Digest digest) => new($"{Location.AbsoluteUri}{(Location.Query.Length > 0 ? '&' : '?')}digest={Uri.EscapeDataString(digest.ToString())}");

    /// <summary>How many bytes the registry has, from <c>Range: 0-1023</c>; null when it doesn't say.</summary>
    public static long? Received(RegistryResponse response) =>
        response.Header("Range") is { } range && long.TryParse(range.AsSpan(range.IndexOf('-') + 1), out var last) ? last + 1 : null;
}
