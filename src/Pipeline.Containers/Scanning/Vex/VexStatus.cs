namespace Pipeline.Containers.Scanning.Vex;

/// <summary>The four words of VEX (https://github.com/openvex/spec).</summary>
public enum VexStatus
{
    /// <summary>The image can't be harmed by it, and the statement says why.</summary>
    NotAffected,

    /// <summary>It can.</summary>
    Affected,

    /// <summary>This version has the fix, though the package's version doesn't show it.</summary>
    Fixed,

    /// <summary>Nobody knows yet.</summary>
    UnderInvestigation,
}
