namespace Pipeline.Migrations.Planning;

/// <summary>What can be asked of a run.</summary>
public enum RequestKind
{
    /// <summary>Apply what is pending.</summary>
    Up,

    /// <summary>Take back.</summary>
    Down,

    /// <summary>Take the newest back and apply it again.</summary>
    Redo,

    /// <summary>Record all up to a version as applied.</summary>
    Baseline,

    /// <summary>Record one as applied.</summary>
    Mark,

    /// <summary>Explain, and record what a person decided.</summary>
    Repair,
}
