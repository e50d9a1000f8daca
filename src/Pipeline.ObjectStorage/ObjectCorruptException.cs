namespace Pipeline.ObjectStorage;

/// <summary>The bytes that arrived aren't those that were announced; nothing was stored.</summary>
public sealed class ObjectCorruptException(string key, string expected, string actual)
    : ObjectStoreException(ObjectStorageErrors.Corrupt, $"The content for '{key}' should have {expected}, and has {actual}. Nothing was stored.")
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
