namespace Pipeline.Migrations.Reviewing;

/// <summary>What can be wrong with an index.</summary>
public enum IndexFindingKind
{
    /// <summary>No query used it since the server counts.</summary>
    Unused,

    /// <summary>Another index begins with the same fields.</summary>
    Redundant,

    /// <summary>A declared query has no index.</summary>
    Missing,
}
