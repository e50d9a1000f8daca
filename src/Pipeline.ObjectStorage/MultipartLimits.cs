namespace Pipeline.ObjectStorage;

/// <summary>Sizes that every store of ours can take.</summary>
public static class MultipartLimits
{
    /// <summary>The least size of a part that isn't the last: 5 MiB (Amazon S3).</summary>
    public const long MinPartBytes = 5 * 1024 * 1024;

    /// <summary>The most parts of one object: 10,000 (Amazon S3).</summary>
    public const int MaxParts = 10_000;
}
