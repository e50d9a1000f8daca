namespace Pipeline.ObjectStorage.Transfer;

/// <summary>
/// A request's body of known length over content that is read once. It claims to seek, which the AWS SDK insists on, and does so only to where it
/// stands: a repeat after the first byte fails instead of sending other bytes. Too much or too little ends the request before its last byte.
/// </summary>
internal sealed class ForwardBody(MeasuredContent content, long lengthBytes, Action progressed) : ReadOnlyStream
{
    private long _position;

    public override bool CanSeek => true;

    public override long Length => lengthBytes;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = lengthBytes - _position;
        var wanted = (int)Math.Min(buffer.Length, left);
        if (wanted == 0)
            return 0;
        var read = await content.FillAsync(buffer[..wanted], cancellationToken);
        if (read < wanted)
            content.Finish();
        if (read == left)
            await content.FillAsync(new byte[1], cancellationToken);
        _position += read;
        progressed();
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => lengthBytes + offset,
        };
        return target == _position ? target : throw new IOException("Content that is read once can't be sent again.");
    }
}
