namespace Pipeline.Secrets.Caching;

/// <summary>Counts.</summary>
internal sealed class ManagerTally
{
    private long _reads;
    private long _storeReads;
    private long _storeFailures;
    private long _staleReads;

    public void Read() => Interlocked.Increment(ref _reads);

    public void StoreRead() => Interlocked.Increment(ref _storeReads);

    public void StoreFailure() => Interlocked.Increment(ref _storeFailures);

    public void StaleRead() => Interlocked.Increment(ref _staleReads);

    public SecretsManagerCounters Read(IEnumerable<CachedSecret> secrets)
    {
        var kept = secrets.Where(x => x.IsKept).ToList();
        return new(
            Interlocked.Read(ref _reads),
            Interlocked.Read(ref _storeReads),
            Interlocked.Read(ref _storeFailures),
            Interlocked.Read(ref _staleReads),
            kept.Count(x => x.IsAway),
            kept.Count == 0 ? TimeSpan.Zero : kept.Max(x => x.Age));
    }
}
