namespace Pipeline.Engine.Caching;

/// <summary>Limits of a local store.</summary>
public sealed record LocalCacheStoreOptions
{
    /// <summary>Above this the least recently used content is deleted, down to nine tenths of it. Default 5 GiB.</summary>
    public long MaxBytes { get; init; } = 5L * 1024 * 1024 * 1024;

    /// <summary>The clock by which use is dated.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Hears of each of <see cref="CrashPoints"/> as it is passed.</summary>
    internal Action<string>? CrashPoint { get; init; }
}
