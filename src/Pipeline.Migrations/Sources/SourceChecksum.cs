using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Migrations.Sources;

/// <summary>The checksum of a C# source, over its tokens.</summary>
internal static class SourceChecksum
{
    public static string Of(string source)
    {
        // A token of n characters is at most 3n bytes and the byte that ends it.
        var buffer = ArrayPool<byte>.Shared.Rent(source.Length * 4);
        var length = 0;
        for (var position = 0; SourceTokens.TryNext(source, position, out var token); position = token.End)
        {
            length += Encoding.UTF8.GetBytes(source, token.Start, token.Length, buffer, length);
            // No token holds a NUL, so tokens can't run together.
            buffer[length++] = 0;
        }

        var checksum = Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, length)));
        ArrayPool<byte>.Shared.Return(buffer);
        return checksum;
    }
}
