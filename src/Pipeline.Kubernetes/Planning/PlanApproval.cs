using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Planning;

/// <summary>Holds one run's plans against the hash that was approved.</summary>
/// <param name="approved">The hash; its first 12 characters or more are enough.</param>
internal sealed class PlanApproval(string approved)
{
    private string? _held;

    /// <summary>The plan, as the one that was approved.</summary>
    /// <param name="plan">What would be done now.</param>
    /// <param name="history">The release records as they are now.</param>
    /// <param name="isChecked">Not when this very run has just made the namespace: the plan before that was held against it.</param>
    /// <exception cref="PipelineException">PIPE4115, exit code 2.</exception>
    public DeployPlan Require(DeployPlan plan, ReleaseHistory history, bool isChecked)
    {
        // What a killed run of the same plan has done by then is no reason to refuse, nor is that it was done.
        var begun = history.Records.FirstOrDefault(x => x.Number == plan.Number && x.Release.SetHash == plan.SetHash && ApprovedHash.IsOf(x.Release.PlanHash, approved))?.Release;
        if (begun is { State: ReleaseState.Pending } || begun is { State: ReleaseState.Deployed } && !plan.HasChanges)
            return plan with { ApprovedHash = begun.PlanHash };
        if (isChecked && !ApprovedHash.IsOf(plan.Hash, approved))
        {
            var how = ApprovedHash.Bare(approved).Length < ApprovedHash.LeastCharacters ? $" The hash must have at least {ApprovedHash.LeastCharacters} characters." : "";
            throw new PipelineException(DeployErrors.PlanOutdated, $"The plan {approved} was approved for {plan.Application} in {plan.Namespace}; what would be done now is {plan.Hash}.{how} Nothing was applied. Make the plan again with DiffManifests, and have that approved.") { ExitCode = 2 };
        }

        if (isChecked)
            _held = plan.Hash;
        return plan with { ApprovedHash = _held };
    }
}
