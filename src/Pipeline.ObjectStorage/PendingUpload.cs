namespace Pipeline.ObjectStorage;

/// <summary>A multipart upload that was begun and neither completed nor aborted.</summary>
/// <param name="Key">The key it would become.</param>
/// <param name="UploadId">Its id in the store.</param>
/// <param name="Begun">When it was begun, UTC.</param>
public sealed record PendingUpload(string Key, string UploadId, DateTimeOffset Begun);
