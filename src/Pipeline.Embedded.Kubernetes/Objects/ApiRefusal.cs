using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>The API server's refusal of a request.</summary>
/// <param name="status">The answer's body: code, reason, message and details.</param>
internal sealed class ApiRefusal(V1Status status) : Exception(status.Message)
{
    /// <summary>The answer's body.</summary>
    public V1Status Status { get; } = status;

    /// <summary>The HTTP status.</summary>
    public int Code => Status.Code ?? 500;
}
