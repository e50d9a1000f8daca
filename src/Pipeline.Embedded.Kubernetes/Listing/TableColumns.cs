using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>The columns of each kind.</summary>
internal static class TableColumns
{
    public static IReadOnlyList<TableColumn> Of(ResourceType type) => [Name, Age];

    private static TableColumn Name { get; } = new("Name", "string", x => ObjectMetadata.Text(ObjectMetadata.Of(x), "name"));

    private static TableColumn Age { get; } = new("Created At", "date", x => ObjectMetadata.Text(ObjectMetadata.Of(x), "creationTimestamp"));
}
