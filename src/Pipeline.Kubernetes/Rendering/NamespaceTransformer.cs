using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>Puts every object that lives in a namespace into this one; a Namespace object gets its name, role bindings follow their service accounts.</summary>
internal sealed class NamespaceTransformer(string name) : ITransformer
{
    public void Apply(IReadOnlyList<ManifestObject> objects)
    {
        var accounts = objects.Where(x => x is { Kind: "ServiceAccount", Group: "" }).Select(x => (x.Name, x.Namespace ?? "")).ToHashSet();

        foreach (var item in objects)
        {
            if (item is { Kind: "Namespace", Group: "" })
                Metadata(item)["name"] = name;
            else if (!ClusterScope.Contains(item))
                Metadata(item)["namespace"] = name;

            if (item.Kind is "RoleBinding" or "ClusterRoleBinding" && item.Body["subjects"] is JsonArray subjects)
            {
                foreach (var subject in subjects.OfType<JsonObject>().Where(x => Follows(x, accounts)))
                    subject["namespace"] = name;
            }
            else if (item is { Kind: "APIService", Group: "apiregistration.k8s.io" } && item.Body["spec"]?["service"] is JsonObject service)
            {
                service["namespace"] = name;
            }
        }
    }

    private static bool Follows(JsonObject subject, HashSet<(string, string)> accounts)
    {
        var account = ManifestObject.Text(subject, "name") ?? "";
        return account == "default"
            || ManifestObject.Text(subject, "kind") == "ServiceAccount" && accounts.Contains((account, ManifestObject.Text(subject, "namespace") ?? ""));
    }

    private static JsonObject Metadata(ManifestObject item) => item.Body["metadata"]!.AsObject();
}
