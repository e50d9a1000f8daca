using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Migrations.Sources;

/// <summary>The checksum of a C# source, over its tokens.</summary>
internal static class SourceChecksum
{
    public static string Of(string source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> buffer = stackalloc byte[512];
        foreach (var token in SourceTokens.Of(source))
        {
            var rest = source.AsSpan(token.Start, token.Length);
            while (rest.Length > 0)
            {
                // A piece may end within a surrogate pair only if the source does.
                var length = Math.Min(rest.Length, 128);
                if (length < rest.Length && char.IsHighSurrogate(rest[length - 1]))
                    length--;
                hash.AppendData(buffer[..Encoding.UTF8.GetBytes(rest[..length], buffer)]);
                rest = rest[length..];
            }

            // No token holds a NUL, so tokens can't run together.
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
