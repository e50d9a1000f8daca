namespace Pipeline.ObjectStorage;

/// <summary>An object being read. Dispose of it to free the connection or file.</summary>
public sealed class ObjectContent(StoredObject stored, Stream stream, ByteRange? range) : IAsyncDisposable
{
    /// <summary>The whole object's description, also when only a range is read.</summary>
    public StoredObject Stored { get; } = stored;

    /// <summary>The bytes, read once from start to end.</summary>
    public Stream Stream { get; } = stream;

    /// <summary>The range that is read, with both ends; null for the whole object.</summary>
    public ByteRange? Range { get; } = range;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
