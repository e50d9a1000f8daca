using Amazon.S3.Model;

namespace Pipeline.ObjectStorage.S3;

/// <summary>Objects' descriptions from and for the SDK's types.</summary>
internal static class S3Descriptions
{
    private const string Prefix = "x-amz-meta-";

    public static string Tag(string? tag) => (tag ?? "").Trim('"');

    public static DateTimeOffset Time(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime(), TimeSpan.Zero) : default;

    public static StoredObject Of(string key, GetObjectMetadataResponse answer) =>
        Of(key, answer.ContentLength, answer.ETag, answer.LastModified, answer.Headers.ContentType, answer.Metadata);

    public static StoredObject Of(string key, GetObjectResponse answer, long lengthBytes) =>
        Of(key, lengthBytes, answer.ETag, answer.LastModified, answer.Headers.ContentType, answer.Metadata);

    public static void Fill(MetadataCollection metadata, IReadOnlyDictionary<string, string> values, string? sha256, string? write = null)
    {
        foreach (var (name, value) in ObjectMetadata.With(values, sha256, write))
            metadata[HeaderOf(name)] = value;
    }

    /// <summary>Whether an object was written by the write with this mark.</summary>
    public static bool IsOf(string write, GetObjectMetadataResponse answer) => answer.Metadata[HeaderOf(ObjectMetadata.Write)] == write;

    /// <summary>
    /// Metadata's name as the end of a header: with hyphens for underscores, which radosgw turns into them anyway and proxies drop. Names of ours have
    /// no hyphen, so it comes back as it was.
    /// </summary>
    public static string HeaderOf(string name) => name.Replace('_', '-');

    private static StoredObject Of(string key, long lengthBytes, string? tag, DateTime? lastModified, string? contentType, MetadataCollection metadata)
    {
        var all = metadata.Keys.ToDictionary(x => NameOf(x.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? x[Prefix.Length..] : x), x => metadata[x], StringComparer.OrdinalIgnoreCase);
        return new StoredObject
        {
            Key = key,
            LengthBytes = lengthBytes,
            ETag = Tag(tag),
            LastModified = Time(lastModified),
            ContentType = contentType ?? ObjectMetadata.DefaultContentType,
            Sha256 = all.GetValueOrDefault(ObjectMetadata.Sha256),
            Metadata = ObjectMetadata.Without(all),
        };
    }

    private static string NameOf(string header) => header.Replace('-', '_');
}
