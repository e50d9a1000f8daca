namespace Pipeline.Containers.Layouts;

/// <summary>A blob while it is written. Without a commit nothing of it stays.</summary>
internal sealed class NewBlob : Stream
{
    private readonly BlobStore store;
    private readonly string temporaryPath;
    private readonly FileStream file;
    private readonly HashingStream hashing;

    public NewBlob(BlobStore store, string temporaryPath)
    {
        this.store = store;
        this.temporaryPath = temporaryPath;
        file = new FileStream(temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536);
        hashing = new HashingStream(file);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => hashing.Length;
    public override long Position { get => hashing.Length; set => throw new NotSupportedException(); }

    public async Task<(Digest Digest, long Size)> CommitAsync(CancellationToken cancellationToken)
    {
        await hashing.FlushAsync(cancellationToken);
        await file.DisposeAsync();
        var (digest, size) = (hashing.Digest, hashing.Length);
        File.Move(temporaryPath, store.PathOf(digest), overwrite: true);
        return (digest, size);
    }

    /// <summary>Gives it its place only if its content is that of the digest; what it really is comes back.</summary>
    public async Task<Digest> CommitAsync(Digest expected, CancellationToken cancellationToken)
    {
        await hashing.FlushAsync(cancellationToken);
        await file.DisposeAsync();
        var digest = hashing.Digest;
        if (digest == expected)
            File.Move(temporaryPath, store.PathOf(digest), overwrite: true);
        return digest;
    }

    public override void Write(byte[] buffer, int offset, int count) => hashing.Write(buffer, offset, count);
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => hashing.WriteAsync(buffer, cancellationToken);
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => hashing.WriteAsync(buffer, offset, count, cancellationToken);
    public override void Flush() => hashing.Flush();
    public override Task FlushAsync(CancellationToken cancellationToken) => hashing.FlushAsync(cancellationToken);
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hashing.Dispose();
            file.Dispose();
            File.Delete(temporaryPath);
        }

        base.Dispose(disposing);
    }
}
