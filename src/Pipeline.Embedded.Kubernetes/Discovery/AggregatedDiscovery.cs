using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Discovery;

/// <summary>All of discovery in one document (<c>apidiscovery.k8s.io/v2</c>), as newer clients ask for it.</summary>
internal static class AggregatedDiscovery
{
    public const string MediaType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /// <summary>Whether a client wants it; it lists what it takes in its order.</summary>
    public static bool IsWanted(string accept)
    {
        foreach (var clause in accept.Split(','))
        {
            var parameters = clause.Split(';', StringSplitOptions.TrimEntries);
            if (parameters.Contains("as=APIGroupDiscoveryList"))
            {
                if (parameters[0] == "application/json" && parameters.Contains("g=apidiscovery.k8s.io") && parameters.Contains("v=v2"))
                    return true;
            }
            else if (parameters[0] is "application/json" or "*/*" or "")
            {
                return false;
            }
        }

        return false;
    }

    /// <summary><paramref name="isCore"/>: the groupless core (<c>/api</c>) or all named groups (<c>/apis</c>).</summary>
    public static JsonObject Of(IReadOnlyList<ResourceType> types, bool isCore) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. types.Where(x => x.Group.Length == 0 == isCore).GroupBy(x => x.Group).Select(x => (JsonNode)Group(x.Key, [.. x]))]),
    };

    private static JsonObject Group(string name, IReadOnlyList<ResourceType> types)
    {
        var metadata = new JsonObject { ["creationTimestamp"] = null };
        if (name.Length > 0)
            metadata["name"] = name;
        return new JsonObject
        {
            ["metadata"] = metadata,
            ["versions"] = new JsonArray([.. DiscoveryDocuments.VersionsOf(types).Select(version => (JsonNode)new JsonObject
            {
                ["version"] = version,
                ["resources"] = new JsonArray([.. types.Where(x => x.Version == version).OrderBy(x => x.Plural, StringComparer.Ordinal).Select(x => (JsonNode)Resource(x))]),
                ["freshness"] = "Current",
            })]),
        };
    }

    private static JsonObject Resource(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["resource"] = type.Plural,
            ["responseKind"] = Kind(type.Group, type.Version, type.Kind),
            ["scope"] = type.IsNamespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = type.Singular,
            ["verbs"] = Strings(type.Verbs),
        };
        if (type.ShortNames.Count > 0)
            resource["shortNames"] = Strings(type.ShortNames);
        if (type.Categories.Count > 0)
            resource["categories"] = Strings(type.Categories);
        var subresources = type.Subresources.Select(x => (JsonNode)new JsonObject
        {
            ["subresource"] = x.Name,
            ["responseKind"] = Kind(x.Group ?? type.Group, x.Version ?? type.Version, x.Kind),
            ["verbs"] = Strings(x.Verbs),
        }).ToArray();
        if (subresources.Length > 0)
            resource["subresources"] = new JsonArray(subresources);
        return resource;
    }

    private static JsonObject Kind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(x => (JsonNode)x)]);
}
