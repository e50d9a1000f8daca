using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Components.Deploying;

/// <summary>A plan that DiffManifests saved.</summary>
internal static class SavedPlan
{
    /// <summary>Reads it; one that isn't what was approved is refused.</summary>
    /// <exception cref="PipelineException">PIPE4114: it can't be used; PIPE4115: another plan was approved.</exception>
    public static async Task<DeployPlan> LoadAsync(string file, string? approvedHash, RenderedManifests manifests, CancellationToken cancellationToken)
    {
        var plan = await DeployPlan.LoadAsync(file, manifests, cancellationToken);
        return approvedHash is null || ApprovedHash.IsOf(plan.Hash, approvedHash)
            ? plan
            : throw new PipelineException(DeployErrors.PlanOutdated, $"The plan {approvedHash} was approved, and {file} holds {plan.Hash}. Give the file of the plan that was approved.") { ExitCode = 2 };
    }
}
