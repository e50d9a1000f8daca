namespace Nuke.Common.CI.AzurePipelines;

/// <summary>How a job stands.</summary>
public enum AzurePipelinesJobStatus
{
    /// <summary>Cancelled.</summary>
    Canceled,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Succeeded.</summary>
    Succeeded,

    /// <summary>Succeeded, with warnings.</summary>
    SucceededWithIssues,
}
