using System.Security.Cryptography;

namespace Pipeline.Containers.Layouts;

/// <summary>The folder <c>blobs/sha256</c> of an OCI layout: content under its own digest.</summary>
internal sealed class BlobStore(string layoutDirectory)
{
    private readonly string directory = Path.Combine(layoutDirectory, "blobs", "sha256");

    public string PathOf(Digest digest) => Path.Combine(directory, digest.Hex);

    /// <summary>True when the blob is there, whole and with the content that its name says.</summary>
    public async Task<bool> HasAsync(Descriptor blob, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(blob.Digest));
        if (!file.Exists || file.Length != blob.Size)
            return false;

        await using var content = file.OpenRead();
        return Digest.FromHash(await SHA256.HashDataAsync(content, cancellationToken)) == blob.Digest;
    }

    /// <summary>A blob to write whose digest isn't known yet; it has a name only once it is committed.</summary>
    public NewBlob Create()
    {
        Directory.CreateDirectory(directory);
        return new NewBlob(this, Path.Combine(directory, $".{Guid.NewGuid():N}.tmp"));
    }

    /// <summary>Copies a file in, under the digest of what was copied.</summary>
    public (Digest Digest, long Size) CopyIn(string path)
    {
        Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        try
        {
            // By the system, which shares the blocks where the file system can.
            File.Copy(path, temporary);
            var (digest, size) = (FileDigest.Of(temporary), new FileInfo(temporary).Length);
            File.Move(temporary, PathOf(digest), overwrite: true);
            return (digest, size);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public async Task<(Digest Digest, long Size)> AddAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await using var blob = Create();
        await blob.WriteAsync(content, cancellationToken);
        return await blob.CommitAsync(cancellationToken);
    }
}
