using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.Tests.Contract;

/// <summary>Content as a network gives it: in uneven pieces, of unknown length, read once; and it may break off.</summary>
internal sealed class TrickleStream(byte[] content, int? failAt = null, Action<int>? read = null) : ReadOnlyStream
{
    private int _position;
    private int _piece = 1;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        read?.Invoke(_position);
        if (_position >= failAt)
            throw new EndOfStreamException("The client hung up.");
        _piece = (_piece * 7 % 65_521) + 1;
        var count = Math.Min(Math.Min(buffer.Length, _piece), content.Length - _position);
        content.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
