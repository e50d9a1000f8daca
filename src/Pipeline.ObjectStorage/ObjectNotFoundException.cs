namespace Pipeline.ObjectStorage;

/// <summary>An object that a call needs isn't there.</summary>
public sealed class ObjectNotFoundException(string key, Exception? innerException = null)
    : ObjectStoreException(ObjectStorageErrors.NotFound, $"There is no object '{key}'.", innerException)
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
