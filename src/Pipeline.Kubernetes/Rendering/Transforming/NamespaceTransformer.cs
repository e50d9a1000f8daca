using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Transforming;

/// <summary>Puts every object that lives in a namespace into this one; a Namespace object takes it as its name.</summary>
internal sealed class NamespaceTransformer(string name, string source) : ITransformer
{
    public void Apply(ResourceSet resources)
    {
        foreach (var item in resources.Items)
        {
            item.RememberId();
            if (!item.Id.IsClusterScoped)
                item.SetNamespace(name);

            // Other service accounts are followed where references are rewritten; this one is in every namespace, and in no kustomization.
            if (item.Kind is "RoleBinding" or "ClusterRoleBinding" && item.Body["subjects"] is JsonArray subjects)
            {
                foreach (var subject in subjects.OfType<JsonObject>().Where(x => ManifestObject.Text(x, "name") == "default"))
                    subject["namespace"] = name;
            }

            foreach (var field in FieldSpecs.Namespaces)
                field.Visit(item, () => name, x => x.ReplaceBy(JsonValue.Create(name)));
        }

        resources.RequireDistinct(source);
    }
}
