using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Applying;

/// <summary>Makes the plan of a run, under its lock.</summary>
/// <param name="history">The release records as they are now.</param>
/// <param name="isApprovalChecked">Whether a saved plan is held against the cluster; not when this very run has just made the namespace.</param>
/// <param name="cancellationToken">Ends the planning.</param>
internal delegate Task<DeployPlan> PlanMaker(ReleaseHistory history, bool isApprovalChecked, CancellationToken cancellationToken);
