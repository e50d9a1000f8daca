namespace Pipeline.ObjectStorage;

/// <summary>One part of an upload that has arrived.</summary>
/// <param name="Number">From 1, in the order of the bytes.</param>
/// <param name="ETag">The store's tag of it, needed to complete.</param>
/// <param name="LengthBytes">Its size.</param>
public sealed record UploadedPart(int Number, string ETag, long LengthBytes);
