namespace Pipeline.Migrations.Planning;

/// <summary>How serious a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>To think about before running.</summary>
    Warning,

    /// <summary>The plan isn't run while it stands.</summary>
    Blocker,
}
