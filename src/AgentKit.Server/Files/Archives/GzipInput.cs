namespace AgentKit.Server.Files.Archives;

/// <summary>
/// The bytes of a gzip file on their way to a decompressor, which takes some more than it needs: what it was given last is kept, so that reading
/// can go on right behind the end that it found.
/// </summary>
internal sealed class GzipInput(Stream packed) : PassingStream
{
    private const int GivenAtOnce = 8 * 1024;

    /// <summary>How a member begins.</summary>
    private static ReadOnlySpan<byte> Start => [0x1F, 0x8B];

    private readonly byte[] _bytes = new byte[4 * GivenAtOnce];
    private int _given;
    private int _next;
    private int _end;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_next == _end)
            await FillAsync(0, 1, cancellationToken);
        _given = _next;
        var count = Math.Min(Math.Min(buffer.Length, GivenAtOnce), _end - _next);
        _bytes.AsMemory(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    /// <summary>The next byte, or null at the end.</summary>
    public async ValueTask<byte?> ReadByteAsync(CancellationToken cancellationToken)
    {
        if (_next == _end && !await FillAsync(0, 1, cancellationToken))
            return null;
        _given = _next;
        return _bytes[_next++];
    }

    /// <summary>Goes on behind the trailer of a member, which stands in what was given last, or begins there.</summary>
    /// <returns>False when it doesn't.</returns>
    public async Task<bool> GoOnBehindAsync(byte[] trailer, CancellationToken cancellationToken)
    {
        var keep = _next - _given;
        await FillAsync(keep, trailer.Length + 2, cancellationToken);
        // The decompressor took one byte of it at least, or it wouldn't have asked.
        var found = -1;
        for (var at = _given + Math.Min(1, keep); at <= _next; at++)
        {
            if (!_bytes.AsSpan(at, _end - at).StartsWith(trailer))
                continue;
            // Compressed bytes may look like it, as those of nothing do: behind it the file ends, or another member begins.
            var behind = at + trailer.Length;
            if (behind == _end || _bytes.AsSpan(behind, _end - behind).StartsWith(Start))
            {
                found = behind;
                break;
            }

            found = found < 0 ? behind : found;
        }

        _next = found < 0 ? _next : found;
        return found >= 0;
    }

    /// <summary>Has so many bytes that weren't given yet, keeping some that were.</summary>
    private async ValueTask<bool> FillAsync(int keep, int wanted, CancellationToken cancellationToken)
    {
        if (_end - _next >= wanted)
            return true;
        var from = _next - keep;
        _bytes.AsSpan(from, _end - from).CopyTo(_bytes);
        (_given, _next, _end) = (0, keep, _end - from);
        _end += await packed.ReadAtLeastAsync(_bytes.AsMemory(_end), wanted - (_end - _next), throwOnEndOfStream: false, cancellationToken);
        return _end - _next >= wanted;
    }
}
