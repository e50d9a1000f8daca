using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Access;

/// <summary>A role's rules, with those of the cluster roles that its <c>aggregationRule</c> selects.</summary>
internal static class RoleAggregation
{
    public static IEnumerable<JsonObject> RulesOf(StoredObject role, ObjectStore store)
    {
        if (role.Value["aggregationRule"]?["clusterRoleSelectors"] is not JsonArray selectors)
            return OwnRules(role);
        var selected = store.Read(BuiltInTypes.ClusterRoles.StorageKey).Objects.In(null)
            .Where(x => !ReferenceEquals(x, role) && selectors.OfType<JsonObject>().Any(selector => Matches(selector, x.Labels)));
        return OwnRules(role).Concat(selected.SelectMany(OwnRules));
    }

    private static IEnumerable<JsonObject> OwnRules(StoredObject role) => role.Value["rules"] is JsonArray rules ? rules.OfType<JsonObject>() : [];

    private static bool Matches(JsonObject selector, IReadOnlyDictionary<string, string> labels) =>
        selector["matchLabels"] is JsonObject wanted && wanted.All(x => labels.TryGetValue(x.Key, out var found) && found == ObjectMetadata.Text(wanted, x.Key));
}
