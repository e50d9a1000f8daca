using System.Buffers;
using System.Security.Cryptography;

namespace Pipeline.ObjectStorage.Moving;

/// <summary>Reads an object to hash it.</summary>
internal static class ObjectDigest
{
    /// <summary>The SHA-256 of what is there now, with its description; null when it is gone.</summary>
    public static async Task<(StoredObject Stored, string Sha256)?> ReadAsync(IObjectStore store, string key, CancellationToken cancellationToken)
    {
        await using var content = await store.GetAsync(key, range: null, cancellationToken);
        if (content is null)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            int read;
            while ((read = await content.Stream.ReadAsync(buffer, cancellationToken)) > 0)
                hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (content.Stored, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
