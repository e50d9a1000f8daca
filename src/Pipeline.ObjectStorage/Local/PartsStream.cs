using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.Local;

/// <summary>The contents of parts, one after the other, one file open at a time.</summary>
internal sealed class PartsStream(IReadOnlyList<string> paths) : ReadOnlyStream
{
    private int _next;
    private SegmentStream? _current;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0)
            return 0;
        while (true)
        {
            if (_current is null)
            {
                if (_next == paths.Count)
                    return 0;
                _current = Open(paths[_next++]);
            }

            var read = await _current.ReadAsync(buffer, cancellationToken);
            if (read > 0)
                return read;
            await _current.DisposeAsync();
            _current = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _current?.Dispose();
        base.Dispose(disposing);
    }

    private static SegmentStream Open(string path)
    {
        var file = LocalObjectFile.Open(path) ?? throw new FileNotFoundException($"The part {path} was removed.", path);
        return new SegmentStream(file, LocalObjectFile.Read(file, path).LengthBytes);
    }
}
