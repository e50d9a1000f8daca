namespace Nuke.Common.CI.AzurePipelines;

/// <summary>How serious an issue is.</summary>
public enum AzurePipelinesIssueType
{
    /// <summary>A warning.</summary>
    Warning,

    /// <summary>An error.</summary>
    Error,
}
