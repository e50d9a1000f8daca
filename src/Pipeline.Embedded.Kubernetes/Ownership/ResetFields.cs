using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Fields that a write can't own: those that the API server sets or puts back whatever the client sends.</summary>
internal static class ResetFields
{
    /// <summary>What of <c>apiVersion</c>, <c>kind</c> and <c>metadata</c> nobody owns.</summary>
    public static FieldSet Identity { get; } = Set(
        ["apiVersion"], ["kind"], ["metadata"], ["metadata", "name"], ["metadata", "namespace"], ["metadata", "creationTimestamp"], ["metadata", "selfLink"],
        ["metadata", "uid"], ["metadata", "clusterName"], ["metadata", "generation"], ["metadata", "managedFields"], ["metadata", "resourceVersion"]);

    /// <summary>What a write through a subresource, or to the object itself, doesn't reach.</summary>
    public static FieldSet Of(JsonObject value, string? subresource, bool resetsStatus) => (subresource, Kind(value)) switch
    {
        ("status", "apps/v1/Deployment") => Set(["spec"], ["metadata", "labels"]),
        ("status", "v1/Pod") => Set(["spec"], ["metadata", "deletionTimestamp"], ["metadata", "ownerReferences"]),
        ("status", var kind) when kind.StartsWith("apiextensions.k8s.io/", StringComparison.Ordinal) || !IsBuiltIn(value) => Set(["metadata"], ["spec"]),
        ("status", _) => Set(["spec"]),
        _ => resetsStatus ? Set(["status"]) : new(),
    };

    private static bool IsBuiltIn(JsonObject value) => Schemas.SchemaCatalog.Find(Text(value, "apiVersion"), Text(value, "kind")) is not null;

    private static string Kind(JsonObject value) => $"{Text(value, "apiVersion")}/{Text(value, "kind")}";

    private static string Text(JsonObject value, string name) => value[name] is JsonValue text && text.TryGetValue<string>(out var found) ? found : "";

    private static FieldSet Set(params IReadOnlyList<string[]> paths)
    {
        var set = new FieldSet();
        foreach (var path in paths)
            set.Add([.. path.Select(PathElement.Field)]);
        return set;
    }
}
