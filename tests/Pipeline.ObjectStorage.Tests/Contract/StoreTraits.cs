namespace Pipeline.ObjectStorage.Tests.Contract;

/// <summary>Where the stores differ, as their documentation says; everything else is the same.</summary>
public sealed record StoreTraits
{
    /// <summary>Whether a presigned PUT holds for one size and one media type.</summary>
    public bool SignsSizeAndType { get; init; } = true;

    /// <summary>Whether the hash of content of several parts, announced by nobody, is kept with the object.</summary>
    public bool KeepsHashOfLongStreams { get; init; } = true;

    /// <summary>Whether a multipart upload can be completed only if the key is free.</summary>
    public bool CompletesOnlyIfAbsent { get; init; } = true;
}
