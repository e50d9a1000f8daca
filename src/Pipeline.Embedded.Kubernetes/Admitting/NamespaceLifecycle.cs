using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>Nothing is made in a namespace that isn't there or is going.</summary>
internal sealed class NamespaceLifecycle(ObjectStore store) : IAdmission
{
    public void Admit(AdmissionRequest request)
    {
        if (request.Old is not null || request.NamespaceName is not { } name)
            return;
        var value = store.Find(BuiltInTypes.Namespaces.StorageKey, null, name) ?? throw Refusals.NotFound(BuiltInTypes.Namespaces, name);
        if (!value.IsBeingDeleted)
            return;
        throw Refusals.Forbidden(
            request.Type,
            request.Name,
            $"unable to create new content in namespace {name} because it is being terminated",
            Refusals.Cause("NamespaceTerminating", $"namespace {name} is being terminated", "metadata.namespace"));
    }
}
