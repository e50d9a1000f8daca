using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.ReplicaSets;

/// <summary>Why a ReplicaSet can't have its pods.</summary>
internal sealed record ScalingFailure(string Reason, ApiRefusal Refusal);
