using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.Local;

/// <summary>So many bytes of a file from where it stands; closes it with itself.</summary>
internal sealed class SegmentStream(FileStream file, long lengthBytes) : ReadOnlyStream
{
    private long _left = lengthBytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0 || buffer.Length == 0)
            return 0;
        var read = await file.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        if (read == 0)
            throw LocalObjectFile.Damaged(file.Name, "It was cut short while it was read.");
        _left -= read;
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
