namespace Pipeline.ObjectStorage;

/// <summary>How parts become an object: told when the upload is completed, since no store remembers it in between.</summary>
public sealed record CompleteOptions
{
    /// <summary>
    /// Refuse to replace an object, decided by the store at the moment this one becomes visible. Google Cloud Storage and S3-compatible servers
    /// with <see cref="S3ConditionalWrites.PutOnly"/> can't, and refuse (PIPE9216).
    /// </summary>
    public bool OnlyIfAbsent { get; init; }
}
