namespace Pipeline.Components.Caching;

/// <summary>How long a store in S3 may keep a build waiting.</summary>
public sealed record S3CacheStoreOptions
{
    /// <summary>Longest wait for an answer, repeats included. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time without a byte, up or down. Default 15 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a request is repeated. Default 1.</summary>
    public int MaxRetries { get; init; } = 1;
}
