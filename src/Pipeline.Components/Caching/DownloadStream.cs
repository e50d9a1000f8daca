using Amazon.S3.Model;

namespace Pipeline.Components.Caching;

/// <summary>An object's content as it comes in. A server that falls silent is an error, not a wait without end.</summary>
internal sealed class DownloadStream(GetObjectResponse response, TimeSpan stallTimeout, string store) : Stream
{
    private readonly Stream _content = response.ResponseStream;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A download has no length before its end.");

    public override long Position
    {
        get => throw new NotSupportedException("A download is read once, from its start.");
        set => throw new NotSupportedException("A download is read once, from its start.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(stallTimeout);
        try
        {
            return await _content.ReadAsync(buffer, time.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{store} sent nothing for {stallTimeout.TotalSeconds:0.#} s.", exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => _content.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A download is read once, from its start.");

    public override void SetLength(long value) => throw new NotSupportedException("A download is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A download is only read.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            response.Dispose();
        base.Dispose(disposing);
    }
}
