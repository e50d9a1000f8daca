namespace AgentKit.Server.Files.Archives;

/// <summary>The next so many bytes of another stream, which it doesn't close.</summary>
internal sealed class LimitedStream(Stream inner, long lengthBytes) : PassingStream
{
    private long _left = lengthBytes;

    /// <summary>Reads what nobody has read, so that the inner stream stands behind it.</summary>
    public async Task SkipRestAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        while (_left > 0)
        {
            if (await ReadAsync(buffer, cancellationToken) == 0)
                throw new EndOfStreamException();
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, (int)Math.Min(count, _left));
        _left -= read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0)
            return 0;
        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        return read;
    }
}
