namespace Pipeline.Secrets.Caching;

/// <summary>What a secrets manager has done, for metrics.</summary>
/// <param name="Reads">Values that were asked for.</param>
/// <param name="StoreReads">Reads of the store.</param>
/// <param name="StoreFailures">Reads of the store that failed.</param>
/// <param name="StaleReads">Values that were served although the store couldn't confirm them.</param>
/// <param name="SecretsAway">Secrets whose last read failed: 0 while all is well.</param>
/// <param name="OldestAge">The age of the oldest value that is kept.</param>
public sealed record SecretsManagerCounters(long Reads, long StoreReads, long StoreFailures, long StaleReads, int SecretsAway, TimeSpan OldestAge);
