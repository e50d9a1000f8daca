namespace Pipeline.Migrations.Planning;

/// <summary>What a person found out about a migration that needs repair.</summary>
public enum RepairDecision
{
    /// <summary>Its effect is there, whole.</summary>
    Applied,

    /// <summary>Nothing of its effect is there (any more).</summary>
    NotApplied,

    /// <summary>Its source was changed in a way that has no effect: the new checksum counts.</summary>
    AcceptChecksum,

    /// <summary>It is gone from the code for good: the journal forgets it.</summary>
    Forget,
}
