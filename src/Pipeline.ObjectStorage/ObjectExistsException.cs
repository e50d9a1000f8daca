namespace Pipeline.ObjectStorage;

/// <summary>The key is taken, and the write was not to replace.</summary>
public sealed class ObjectExistsException(string key, Exception? innerException = null)
    : ObjectStoreException(ObjectStorageErrors.Exists, $"There is an object '{key}' already, and this write must not replace one.", innerException)
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
