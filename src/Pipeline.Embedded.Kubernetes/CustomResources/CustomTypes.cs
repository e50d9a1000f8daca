using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.CustomResources;

/// <summary>The kinds that a CustomResourceDefinition describes: one for each version that it serves.</summary>
internal static class CustomTypes
{
    public static IReadOnlyList<ResourceType> Of(JsonObject definition)
    {
        var spec = definition["spec"] as JsonObject ?? [];
        var names = spec["names"] as JsonObject ?? [];
        var versions = (spec["versions"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var storage = versions.Where(x => Is(x, "storage")).Select(x => ObjectMetadata.Text(x, "name")).FirstOrDefault();
        return [.. versions.Where(x => Is(x, "served")).Select(x => Of(spec, names, x, storage))];
    }

    private static ResourceType Of(JsonObject spec, JsonObject names, JsonObject version, string? storage)
    {
        var kind = ObjectMetadata.Text(names, "kind") ?? "";
        var subresources = version["subresources"] as JsonObject;
        return new ResourceType
        {
            Group = ObjectMetadata.Text(spec, "group") ?? "",
            Version = ObjectMetadata.Text(version, "name") ?? "",
            Kind = kind,
            Plural = ObjectMetadata.Text(names, "plural") ?? "",
            Singular = ObjectMetadata.Text(names, "singular") ?? kind.ToLowerInvariant(),
            ListKind = ObjectMetadata.Text(names, "listKind") ?? kind + "List",
            ShortNames = ObjectMetadata.Names(names, "shortNames"),
            Categories = ObjectMetadata.Names(names, "categories"),
            IsNamespaced = ObjectMetadata.Text(spec, "scope") != "Cluster",
            HasStatus = subresources?.ContainsKey("status") == true,
            Scale = subresources?["scale"] is JsonObject scale ? ScaleOf(scale) : null,
            HasGeneration = true,
            AllowsUnconditionalUpdate = false,
            CustomVersion = (JsonObject)version.DeepClone(),
            StorageVersion = storage,
        };
    }

    private static ScalePaths ScaleOf(JsonObject scale) => new(
        Path(scale, "specReplicasPath") ?? "spec.replicas",
        Path(scale, "statusReplicasPath") ?? "status.replicas",
        Path(scale, "labelSelectorPath"));

    private static string? Path(JsonObject scale, string name) => ObjectMetadata.Text(scale, name)?.TrimStart('.');

    private static bool Is(JsonObject version, string name) => version[name] is JsonValue value && value.TryGetValue<bool>(out var isSet) && isSet;
}
