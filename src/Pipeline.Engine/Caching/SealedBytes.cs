using System.Security.Cryptography;

namespace Pipeline.Engine.Caching;

/// <summary>Bytes with their SHA-256 at the end, so that a half-written or damaged file is told from a whole one.</summary>
internal static class SealedBytes
{
    public static byte[] Seal(ReadOnlySpan<byte> content)
    {
        var result = new byte[content.Length + SHA256.HashSizeInBytes];
        content.CopyTo(result);
        SHA256.HashData(content, result.AsSpan(content.Length));
        return result;
    }

    /// <summary>The content, or false if it isn't what was sealed.</summary>
    public static bool TryOpen(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (bytes.Length < SHA256.HashSizeInBytes)
            return false;
        content = bytes[..^SHA256.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content.Span, actual);
        return actual.SequenceEqual(bytes.Span[content.Length..]);
    }
}
