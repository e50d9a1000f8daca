namespace Pipeline.Engine.Caching;

/// <summary>What the executor asks of a cache. One instance serves a whole run; calls for different targets may overlap.</summary>
public interface ITargetCache
{
    /// <summary>Decides whether <paramref name="target"/> has to run; restores its outputs when they can be had.</summary>
    Task<CacheDecision> CheckAsync(string target, CacheSpec spec, CancellationToken cancellationToken);

    /// <summary>Keeps what <paramref name="target"/> has just made, under the key that <see cref="CheckAsync"/> gave. Never fails the target: what went wrong comes back as a warning.</summary>
    Task<string?> SaveAsync(string target, CacheSpec spec, CacheDecision decision, CancellationToken cancellationToken);
}
