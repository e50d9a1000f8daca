using System.Net.Http.Headers;

namespace Pipeline.ObjectStorage;

/// <summary>What metadata and media types may be, in every store the same; and the names that the stores add.</summary>
internal static class ObjectMetadata
{
    /// <summary>Under which name the content's SHA-256 is kept with the object.</summary>
    public const string Sha256 = "pipeline_sha256";

    /// <summary>Under which name a write that must not replace leaves a mark of its own: a repeat of it, after an answer that was lost, tells its own object by that.</summary>
    public const string Write = "pipeline_write";

    /// <summary>The media type of what was stored without one.</summary>
    public const string DefaultContentType = "application/octet-stream";

    /// <summary>What Amazon S3 takes as names and values together is 2 KiB; some of it is ours.</summary>
    private const int MaxBytes = 1900;

    public static void Check(string key, string contentType, IReadOnlyDictionary<string, string> metadata)
    {
        CheckContentType(key, contentType);
        Check(key, metadata);
    }

    /// <summary>Checks what a copy is given anew. What the source carries may come from another tool, and stays.</summary>
    public static void Check(string key, CopyOptions options)
    {
        if (options.ContentType is { } contentType)
            CheckContentType(key, contentType);
        if (options.Metadata is { } metadata)
            Check(key, metadata);
        CheckSha256(key, options.Sha256);
    }

    private static void Check(string key, IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (name, value) in metadata)
        {
            if (name.Length == 0 || !char.IsAsciiLetterLower(name[0]) || !name.All(x => char.IsAsciiLetterLower(x) || char.IsAsciiDigit(x) || x == '_'))
                throw Invalid($"Metadata '{Printable(name)}' of '{key}' isn't a name: use a lower-case letter, then lower-case letters, digits and _.");
            if (IsOurs(name))
                throw Invalid($"Metadata '{name}' of '{key}' is kept by the store itself. Take another name.");
            if (value.Length == 0 || value.Any(x => x is < ' ' or > '~') || value[0] == ' ' || value[^1] == ' ')
                throw Invalid($"The value of metadata '{name}' of '{key}' isn't printable ASCII with something in it and no space at its ends. Encode it, as base64 for example.");
        }

        var bytes = metadata.Sum(x => x.Key.Length + x.Value.Length);
        if (bytes > MaxBytes)
            throw Invalid($"The metadata of '{key}' has {bytes} bytes, more than {MaxBytes}. Keep only small texts there.");
    }

    public static void CheckContentType(string key, string contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out _) || contentType.Any(x => x is < ' ' or > '~'))
            throw Invalid($"'{Printable(contentType)}' of '{key}' isn't a media type. Give one such as image/png or text/plain; charset=utf-8.");
    }

    public static void CheckSha256(string key, string? sha256)
    {
        if (sha256 is not null && (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit)))
            throw Invalid($"'{Printable(sha256)}' isn't a SHA-256 of '{key}' in hexadecimal: 64 digits are needed.");
    }

    /// <summary>A mark for <see cref="Write"/>; none for a write that may replace.</summary>
    public static string? NewWrite(bool onlyIfAbsent) => onlyIfAbsent ? Guid.NewGuid().ToString("N") : null;

    /// <summary>The caller's metadata with ours.</summary>
    public static Dictionary<string, string> With(IReadOnlyDictionary<string, string> metadata, string? sha256, string? write = null)
    {
        var all = metadata.ToDictionary(StringComparer.Ordinal);
        if (sha256 is not null)
            all[Sha256] = sha256;
        if (write is not null)
            all[Write] = write;
        return all;
    }

    /// <summary>The caller's metadata without ours.</summary>
    public static Dictionary<string, string> Without(IEnumerable<KeyValuePair<string, string>> metadata) =>
        metadata.Where(x => !IsOurs(x.Key)).ToDictionary(x => Lower(x.Key), x => x.Value, StringComparer.Ordinal);

    private static bool IsOurs(string name) => name.Equals(Sha256, StringComparison.OrdinalIgnoreCase) || name.Equals(Write, StringComparison.OrdinalIgnoreCase);

    // Names are lower case by rule; HTTP may have changed that on the way.
    private static string Lower(string name) => name.ToLowerInvariant();

    private static string Printable(string text) => new([.. text.Take(100).Select(x => x is < ' ' or > '~' ? '?' : x)]);

    private static ObjectStoreException Invalid(string message) => new(ObjectStorageErrors.InvalidOptions, message) { ExitCode = 2 };
}
