namespace Pipeline.Engine.Caching;

/// <summary>What the cache can do for a target.</summary>
public enum CacheState
{
    /// <summary>The target runs.</summary>
    Miss,

    /// <summary>Same inputs, and the outputs are in place: nothing to do.</summary>
    UpToDate,

    /// <summary>Same inputs as a stored run, and its outputs were put back.</summary>
    Restored,
}
