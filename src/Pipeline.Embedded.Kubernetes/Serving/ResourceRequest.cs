using Microsoft.AspNetCore.Http;
using Pipeline.Embedded.Kubernetes.Access;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>A request about a kind's objects.</summary>
internal sealed record ResourceRequest(HttpContext Context, ResourceType Type, ResourcePath Path, UserIdentity User)
{
    public RequestQuery Query { get; } = new(Context.Request);

    public string Method => Context.Request.Method;

    public ObjectTarget Target => new(Type, Path.NamespaceName, Path.Name!, Path.Subresource);
}
