namespace Pipeline.Engine.Caching;

/// <summary>No cache at all: every target runs and nothing is kept.</summary>
public sealed class NoTargetCache : ITargetCache
{
    /// <summary>Always <see cref="CacheState.Miss"/>.</summary>
    public Task<CacheDecision> CheckAsync(string target, CacheSpec spec, CancellationToken cancellationToken) =>
        Task.FromResult(new CacheDecision(CacheState.Miss, "", ["caching is off"]));

    /// <summary>Keeps nothing.</summary>
    public Task<string?> SaveAsync(string target, CacheSpec spec, CacheDecision decision, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);
}
