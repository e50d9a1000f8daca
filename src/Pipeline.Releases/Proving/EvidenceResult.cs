namespace Pipeline.Releases.Proving;

/// <summary>What a stage found.</summary>
public enum EvidenceResult
{
    /// <summary>It was done, and all is well.</summary>
    Passed,

    /// <summary>It was done, and something is wrong.</summary>
    Failed,

    /// <summary>It wasn't done, or not so that anything can be said. Never to be read as passed.</summary>
    NotDone,
}
