using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Components.Deploying;

/// <summary>What a rehearsal's pods are told besides what the overlay says: settings that are known only when the rehearsal's servers run.</summary>
internal static class RehearsalSettings
{
    /// <summary>The ConfigMap's name; the rehearsal's overlay takes its variables from it.</summary>
    public const string Name = "rehearsal";

    /// <summary>The manifests with the ConfigMap; the same ones where there is nothing to tell.</summary>
    public static RenderedManifests AddTo(RenderedManifests manifests, string namespaceName, IReadOnlyDictionary<string, string> settings)
    {
        if (settings.Count == 0)
            return manifests;
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = Name, ["namespace"] = namespaceName },
            ["data"] = new JsonObject(settings.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => KeyValuePair.Create(x.Key, (JsonNode?)JsonValue.Create(x.Value)))),
        };
        return manifests with { Objects = [.. manifests.Objects, new ManifestObject(body, "the rehearsal")] };
    }
}
