using Pipeline.Embedded.Kubernetes.Running.Probing;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>A probe has failed for good.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Grace">How long the container has to end.</param>
internal sealed record ProbeVerdict(ProbeKind Kind, TimeSpan Grace);
