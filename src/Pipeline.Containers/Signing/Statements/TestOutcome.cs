namespace Pipeline.Containers.Signing.Statements;

/// <summary>How a test run ended.</summary>
public enum TestOutcome
{
    /// <summary>All tests passed.</summary>
    Passed,

    /// <summary>None failed, some with warnings.</summary>
    Warned,

    /// <summary>At least one failed.</summary>
    Failed,
}
