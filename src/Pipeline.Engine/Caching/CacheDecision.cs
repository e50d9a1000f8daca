namespace Pipeline.Engine.Caching;

/// <summary>What the cache said about a target, and why.</summary>
/// <param name="State">What follows for the target.</param>
/// <param name="Key">Fingerprint of all inputs, lower-case hex; empty where caching is off.</param>
/// <param name="Reasons">Why it ran or didn't, a line each (<c>--explain</c>).</param>
public sealed record CacheDecision(CacheState State, string Key, IReadOnlyList<string> Reasons);
