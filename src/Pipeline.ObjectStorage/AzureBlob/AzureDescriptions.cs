using Azure;
using Azure.Storage.Blobs.Models;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>Objects' descriptions from the SDK's types.</summary>
internal static class AzureDescriptions
{
    public static string Tag(ETag? tag) => (tag?.ToString() ?? "").Trim('"');

    /// <summary>Whether a blob was written by the write with this mark.</summary>
    public static bool IsOf(string write, BlobProperties properties) => properties.Metadata.Any(x => x.Key.Equals(ObjectMetadata.Write, StringComparison.OrdinalIgnoreCase) && x.Value == write);

    public static StoredObject Of(string key, BlobProperties properties) =>
        Of(key, properties.ContentLength, properties.ETag, properties.LastModified, properties.ContentType, properties.Metadata);

    public static StoredObject Of(string key, long lengthBytes, ETag tag, DateTimeOffset lastModified, string? contentType, IDictionary<string, string> metadata) => new()
    {
        Key = key,
        LengthBytes = lengthBytes,
        ETag = Tag(tag),
        LastModified = lastModified,
        ContentType = contentType ?? ObjectMetadata.DefaultContentType,
        Sha256 = metadata.FirstOrDefault(x => x.Key.Equals(ObjectMetadata.Sha256, StringComparison.OrdinalIgnoreCase)).Value,
        Metadata = ObjectMetadata.Without(metadata),
    };
}
