namespace Pipeline.Containers.Scanning.Gate;

/// <summary>What became of a finding at the gate.</summary>
public enum FindingFate
{
    /// <summary>It counts against the image.</summary>
    Counted,

    /// <summary>Someone answers for it, for a while.</summary>
    Waived,

    /// <summary>A VEX statement says that it does no harm here, or is fixed.</summary>
    Vex,

    /// <summary>No fixed version is known, and the gate leaves those out.</summary>
    Unfixed,

    /// <summary>Not bad enough for the gate.</summary>
    BelowThreshold,

    /// <summary>The previous release had it too, and the gate counts only what is new.</summary>
    KnownBefore,
}
