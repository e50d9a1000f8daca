using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Applying;

/// <summary>Asked under the lock, before anything is applied: an exception ends the deployment, and nothing is changed.</summary>
/// <param name="plan">What would be done.</param>
/// <param name="current">The release that is deployed; null for none.</param>
/// <param name="cancellationToken">Ends the question.</param>
public delegate Task DeployCondition(DeployPlan plan, Release? current, CancellationToken cancellationToken);
