namespace Nuke.Common.CI.AzurePipelines;

/// <summary>What started a run.</summary>
public enum AzurePipelinesBuildReason
{
    /// <summary>A person.</summary>
    Manual,

    /// <summary>A push.</summary>
    IndividualCI,

    /// <summary>Several pushes at once.</summary>
    BatchedCI,

    /// <summary>A schedule.</summary>
    Schedule,

    /// <summary>A person, for a shelveset.</summary>
    ValidateShelveset,

    /// <summary>A gated check-in.</summary>
    CheckInShelveset,

    /// <summary>A pull request.</summary>
    PullRequest,

    /// <summary>The end of another run.</summary>
    BuildCompletion,

    /// <summary>A resource of the pipeline.</summary>
    ResourceTrigger,
}
