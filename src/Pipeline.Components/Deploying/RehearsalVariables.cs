using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Components.Deploying;

/// <summary>What a rehearsal's pods are told besides what the overlay says: variables that are known only when the rehearsal's servers run.</summary>
internal static class RehearsalVariables
{
    /// <summary>The Secret's name; the rehearsal's overlay takes variables from it.</summary>
    public const string Name = "rehearsal";

    /// <summary>The manifests with the Secret; the same ones where there is nothing to tell.</summary>
    public static RenderedManifests AddTo(RenderedManifests manifests, string namespaceName, IReadOnlyDictionary<string, string> variables)
    {
        if (variables.Count == 0)
            return manifests;
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = Name, ["namespace"] = namespaceName },
            ["type"] = "Opaque",
            ["data"] = new JsonObject(variables.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => KeyValuePair.Create(x.Key, (JsonNode?)JsonValue.Create(Convert.ToBase64String(Encoding.UTF8.GetBytes(x.Value)))))),
        };
        return manifests with { Objects = [.. manifests.Objects, new ManifestObject(body, "the rehearsal")] };
    }
}
