namespace Pipeline.ObjectStorage.Transfer;

/// <summary>
/// A download: one that stalls, breaks off or ends early fails as the store's other calls do, instead of looking like a short object.
/// </summary>
internal sealed class DownloadStream(Stream body, IDisposable? response, long lengthBytes, TimeSpan stallTimeout, Func<Exception, ObjectStoreException> explain) : ReadOnlyStream
{
    private long _left = lengthBytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0 || buffer.Length == 0)
            return 0;
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(stallTimeout);
        int read;
        try
        {
            read = await body.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], stall.Token);
            if (read == 0)
                throw new EndOfStreamException($"The download ended {_left} bytes too early.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw explain(exception);
        }

        _left -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            response?.Dispose();
        }

        base.Dispose(disposing);
    }
}
