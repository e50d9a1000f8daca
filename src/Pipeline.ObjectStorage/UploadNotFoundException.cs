namespace Pipeline.ObjectStorage;

/// <summary>A multipart upload isn't there: it was completed, aborted or expired.</summary>
public sealed class UploadNotFoundException(string key, string uploadId, Exception? innerException = null)
    : ObjectStoreException(ObjectStorageErrors.UploadNotFound, $"There is no upload '{uploadId}' of '{key}': it was completed, aborted or removed as expired. See whether the object is there; otherwise begin anew.", innerException)
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The upload.</summary>
    public string UploadId { get; } = uploadId;
}
