namespace Nuke.Common.CI.AzurePipelines;

/// <summary>The format of test results.</summary>
public enum AzurePipelinesTestResultsType
{
    /// <summary>JUnit.</summary>
    JUnit,

    /// <summary>NUnit.</summary>
    NUnit,

    /// <summary>VSTest (.trx).</summary>
    VSTest,

    /// <summary>xUnit.</summary>
    XUnit,

    /// <summary>CTest.</summary>
    CTest,
}
