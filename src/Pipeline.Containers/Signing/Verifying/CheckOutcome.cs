namespace Pipeline.Containers.Signing.Verifying;

/// <summary>How a check came out.</summary>
public enum CheckOutcome
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It doesn't hold: the release is refused.</summary>
    Failed,

    /// <summary>It couldn't be asked, or didn't matter; the check says why.</summary>
    NotEvaluated,
}
