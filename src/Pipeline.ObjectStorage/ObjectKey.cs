using System.Text;

namespace Pipeline.ObjectStorage;

/// <summary>What a key may be: the same in every store, so that a move from one to another never fails for a name.</summary>
/// <remarks>
/// Sources: Amazon S3, "Naming Amazon S3 objects"; Azure, "Naming and referencing containers, blobs, and metadata" (no names that end with a
/// dot, no backslash); XML 1.0 (characters that a listing can't carry). A local disk takes 255 bytes a segment.
/// </remarks>
public static class ObjectKey
{
    /// <summary>The longest key, in bytes of UTF-8. With a location's prefix it stays within the 1,024 that the services take.</summary>
    public const int MaxBytes = 900;

    /// <summary>The longest segment between two slashes, in bytes of UTF-8.</summary>
    public const int MaxSegmentBytes = 240;

    /// <summary>A segment that the stores keep for themselves: uploads in progress are below it.</summary>
    public const string Reserved = ".pipeline";

    /// <summary>Why it isn't a key, as the end of a sentence that begins with it; null when it is one.</summary>
    public static string? Reject(string? key)
    {
        if (string.IsNullOrEmpty(key))
            return "is empty";
        if (Find(key) is { } reason)
            return reason;
        if (Encoding.UTF8.GetByteCount(key) > MaxBytes)
            return $"has {Encoding.UTF8.GetByteCount(key)} bytes, more than {MaxBytes}";
        foreach (var range in key.AsSpan().Split('/'))
        {
            if (RejectSegment(key.AsSpan()[range]) is { } segment)
                return segment;
        }

        return null;
    }

    /// <summary>Refuses what isn't a key.</summary>
    /// <exception cref="ObjectStoreException">PIPE9201.</exception>
    public static string Check(string? key) =>
        Reject(key) is { } reason ? throw new ObjectStoreException(ObjectStorageErrors.InvalidKey, $"The key '{Shown(key)}' {reason}. Use segments of ordinary characters with / between them.") { ExitCode = 2 } : key!;

    /// <summary>Whether a name in a store belongs to the stores' own bookkeeping.</summary>
    internal static bool IsReserved(string key) => $"/{key}/".Contains($"/{Reserved}/", StringComparison.Ordinal);

    /// <summary>Orders keys as the services list them: by the bytes of UTF-8, which is by code point.</summary>
    internal static int Compare(string left, string right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var (a, b) = (left[i], right[i]);
            if (a == b)
                continue;
            // Surrogates stand for code points above all that one unit can have.
            return char.IsSurrogate(a) == char.IsSurrogate(b) ? a - b : char.IsSurrogate(a) ? 1 : -1;
        }

        return left.Length - right.Length;
    }

    private static string? Find(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            var character = key[i];
            if (char.IsControl(character) || character is '\uFFFE' or '\uFFFF' or '\u2028' or '\u2029')
                return $"has a control character (U+{(int)character:X4}) at {i}";
            if (character == '\\')
                return $"has a backslash at {i}";
            if (!char.IsSurrogate(character))
                continue;
            if (!char.IsHighSurrogate(character) || i + 1 == key.Length || !char.IsLowSurrogate(key[i + 1]))
                return $"has half a character (U+{(int)character:X4}) at {i}";
            i++;
        }

        return null;
    }

    private static string? RejectSegment(ReadOnlySpan<char> segment) => segment switch
    {
        "" => "begins or ends with a slash, or has two in a row",
        [.., '.'] => "has a segment that is or ends with a dot",
        Reserved => $"has the segment '{Reserved}', which the stores keep for themselves",
        _ when Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes => $"has a segment of {Encoding.UTF8.GetByteCount(segment)} bytes, more than {MaxSegmentBytes}",
        _ => null,
    };

    // A message is one line, whatever someone sent as a name.
    private static string Shown(string? key)
    {
        var text = new StringBuilder();
        foreach (var character in (key ?? "").AsSpan()[..Math.Min(key?.Length ?? 0, 120)])
            text.Append(char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' ? '\uFFFD' : character);
        return key?.Length > 120 ? $"{text}…" : text.ToString();
    }
}
