namespace Pipeline.Releases.Notifying;

/// <summary>What happened to a release.</summary>
public enum ReleaseEventKind
{
    /// <summary>A plan waits for approval.</summary>
    Planned,

    /// <summary>It was promoted.</summary>
    Promoted,

    /// <summary>It was taken back.</summary>
    RolledBack,

    /// <summary>A person must decide: about the schema, or about an earlier release that is back and doesn't work.</summary>
    NeedsPerson,
}
