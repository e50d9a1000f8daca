namespace Pipeline.Releases.Promoting;

/// <summary>What becomes of the schema when a release is taken back.</summary>
public enum SchemaFate
{
    /// <summary>No migration ran, so there is nothing to decide.</summary>
    Unmoved,

    /// <summary>It stays: the earlier release can run with it.</summary>
    Keep,

    /// <summary>The migrations in between are taken back.</summary>
    TakeDown,

    /// <summary>A person decides; restoring a backup is theirs too.</summary>
    AskPerson,
}
