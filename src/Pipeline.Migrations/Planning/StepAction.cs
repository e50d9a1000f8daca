namespace Pipeline.Migrations.Planning;

/// <summary>What a step does.</summary>
public enum StepAction
{
    /// <summary>Applies a migration.</summary>
    Up,

    /// <summary>Takes one back.</summary>
    Down,

    /// <summary>Records one as applied, as part of a baseline.</summary>
    Baseline,

    /// <summary>Records one as applied.</summary>
    Mark,

    /// <summary>Records what a person decided.</summary>
    Repair,
}
