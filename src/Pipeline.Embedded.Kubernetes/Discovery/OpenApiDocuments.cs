using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Discovery;

/// <summary>OpenAPI 3 as far as clients ask it which verbs take which parameters: kubectl looks for <c>fieldValidation</c> there before it leaves validation to the server.</summary>
internal static class OpenApiDocuments
{
    /// <summary><c>/openapi/v3</c>: where the documents are.</summary>
    public static JsonObject Index(IReadOnlyList<ResourceType> types)
    {
        var paths = new JsonObject();
        foreach (var version in types.Select(x => (x.Group, x.Version)).Distinct())
        {
            var path = PathOf(version.Group, version.Version);
            var hash = Convert.ToHexString(SHA256.HashData(ObjectJson.Bytes(Of(types, version.Group, version.Version))));
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={hash}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    /// <summary><c>/openapi/v3/apis/GROUP/VERSION</c>; none where there is no such version.</summary>
    public static JsonObject? Of(IReadOnlyList<ResourceType> types, string group, string version)
    {
        var own = types.Where(x => x.Group == group && x.Version == version).ToList();
        if (own.Count == 0)
            return null;
        var paths = new JsonObject();
        foreach (var type in own)
        {
            var collection = $"/{PathOf(group, version)}/{(type.IsNamespaced ? "namespaces/{namespace}/" : "")}{type.Plural}";
            paths[collection] = new JsonObject { ["post"] = Operation(type, "post", ["dryRun", "fieldManager", "fieldValidation"]) };
            if (type.IsReview)
                continue;
            paths[$"{collection}/{{name}}"] = new JsonObject
            {
                ["get"] = Operation(type, "get", []),
                ["put"] = Operation(type, "put", ["dryRun", "fieldManager", "fieldValidation"]),
                ["patch"] = Operation(type, "patch", ["dryRun", "fieldManager", "fieldValidation", "force"]),
                ["delete"] = Operation(type, "delete", ["dryRun", "gracePeriodSeconds", "propagationPolicy"]),
            };
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.0" },
            ["paths"] = paths,
            ["components"] = new JsonObject(),
        };
    }

    private static JsonObject Operation(ResourceType type, string action, IReadOnlyList<string> parameters) => new()
    {
        ["parameters"] = new JsonArray([.. parameters.Select(x => (JsonNode)new JsonObject { ["name"] = x, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true } })]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-action"] = action,
        ["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = type.Group, ["version"] = type.Version, ["kind"] = type.Kind },
    };

    private static string PathOf(string group, string version) => group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";
}
