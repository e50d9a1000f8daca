using System.Security.Cryptography;

namespace Pipeline.Engine.Caching;

/// <summary>SHA-256 of files, and its written form.</summary>
internal static class ContentHash
{
    public static string ToText(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    public static byte[] OfFile(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(handle);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent((int)Math.Clamp(length + 1, 4096, 128 * 1024));
        try
        {
            var read = RandomAccess.Read(handle, buffer, 0);
            if (read == length && read < buffer.Length)
                return SHA256.HashData(buffer.AsSpan(0, read));

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var offset = 0L;
            while (read > 0)
            {
                hash.AppendData(buffer, 0, read);
                offset += read;
                read = RandomAccess.Read(handle, buffer, offset);
            }

            return hash.GetHashAndReset();
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
