namespace Nuke.Common.CI.AzurePipelines;

/// <summary>The format of a coverage file.</summary>
public enum AzurePipelinesCodeCoverageToolType
{
    /// <summary>Cobertura.</summary>
    Cobertura,

    /// <summary>JaCoCo.</summary>
    JaCoCo,
}
