using Pipeline.Embedded.Kubernetes.CustomResources;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>Which objects of a kind a list, a watch or a deletion of many is about.</summary>
internal sealed record ObjectFilter(ResourceType Type, string? NamespaceName, LabelSelector Labels, FieldSelector Fields)
{
    public bool Matches(StoredObject value) =>
        (NamespaceName is null || value.NamespaceName == NamespaceName)
        && (Labels.IsEverything || Labels.Matches(value.Labels))
        && (Fields.IsEverything || Fields.Matches(Conversion.ToServed(Type, value.Value)));
}
