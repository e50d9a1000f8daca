using System.Security.Cryptography;

namespace Pipeline.Containers.Layouts;

/// <summary>The digest of a file, in large blocks: the framework's own reads 4 KiB at a time, which takes longer than the hashing.</summary>
internal static class FileDigest
{
    private const int BlockSize = 262144;

    public static Digest Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return OfRest(file);
    }

    /// <summary>Of what follows the stream's position.</summary>
    public static Digest OfRest(Stream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = System.Buffers.ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            while (content.Read(block) is > 0 and var read)
                hash.AppendData(block, 0, read);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(block);
        }

        return Digest.FromHash(hash.GetHashAndReset());
    }
}
