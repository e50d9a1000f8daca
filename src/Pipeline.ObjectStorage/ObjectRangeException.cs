namespace Pipeline.ObjectStorage;

/// <summary>A range begins at or after the object's end: HTTP's 416.</summary>
public sealed class ObjectRangeException(string key, long from, long lengthBytes, Exception? innerException = null)
    : ObjectStoreException(ObjectStorageErrors.RangeOutside, $"'{key}' has {lengthBytes} bytes: there is nothing from byte {from} on.", innerException)
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The object's size.</summary>
    public long LengthBytes { get; } = lengthBytes;
}
