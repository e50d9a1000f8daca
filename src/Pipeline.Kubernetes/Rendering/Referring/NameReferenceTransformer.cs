using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Resources;
using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Referring;

/// <summary>Gives references the names that the objects have now; they may still say any that those had before.</summary>
internal sealed class NameReferenceTransformer(string source) : ITransformer
{
    private readonly Dictionary<string, List<Resource>> byPreviousName = new(StringComparer.Ordinal);

    public void Apply(ResourceSet resources)
    {
        foreach (var item in resources.Items)
        {
            foreach (var name in item.PreviousIds.Select(x => x.Name).Distinct(StringComparer.Ordinal))
            {
                if (!byPreviousName.TryGetValue(name, out var named))
                    byPreviousName[name] = named = [];
                named.Add(item);
            }
        }

        if (byPreviousName.Count == 0)
            return;

        foreach (var referrer in resources.Items)
        {
            var reachable = Reachable(referrer);
            foreach (var reference in NameReferences.Of(referrer.OriginalId.Kind).Where(x => x.Field.Selects(referrer.OriginalId)))
                reference.Field.Follow(referrer, x => Rewrite(referrer, reference, reachable, x));
        }
    }

    private void Rewrite(Resource referrer, NameReference reference, Func<Resource, bool> reachable, JsonNode node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list.ToArray())
                {
                    if (item is not null)
                        Rewrite(referrer, reference, reachable, item);
                }

                break;
            case JsonObject map:
                RewriteMap(referrer, reference, reachable, map);
                break;
            case JsonValue value when value.TryGetValue(out string? name):
                if (Find(referrer, reference, reachable, name) is { } found && found.Name != name)
                    value.ReplaceBy(JsonValue.Create(found.Name));
                break;
        }
    }

    // A reference that says the namespace too: a role binding's subject, a webhook's service.
    private void RewriteMap(Resource referrer, NameReference reference, Func<Resource, bool> reachable, JsonObject map)
    {
        if (ManifestObject.Text(map, "name") is not { } name)
            throw new PipelineException(KubernetesErrors.MalformedManifest, $"{referrer.Source}: {referrer}: '{reference.Field.Path}' has no name. Add it.");

        if (Find(referrer, reference, reachable, name, map) is not { } found)
            return;
        map["name"] = found.Name;
        if (found.Namespace.Length > 0)
            map["namespace"] = found.Namespace;
    }

    private Resource? Find(Resource referrer, NameReference reference, Func<Resource, bool> reachable, string name, JsonObject? map = null)
    {
        if (!byPreviousName.TryGetValue(name, out var named))
            return null;

        var candidates = named.Where(x => reachable(x) && Refers(reference, x)).ToList();
        if (ManifestObject.Text(map, "namespace") is { } @namespace)
            candidates = candidates.Exists(x => x.OriginalId.Namespace == @namespace) ? candidates.FindAll(x => x.OriginalId.Namespace == @namespace) : candidates.FindAll(x => x.Id.Namespace == @namespace);
        if (reference.Field.Path.EndsWith("roleRef/name", StringComparison.Ordinal))
            candidates = candidates.FindAll(x => Fits(referrer.Body["roleRef"] as JsonObject, x));
        candidates = candidates.FindAll(x => MayUse(referrer, x));
        if (candidates.Count > 1)
            candidates = candidates.FindAll(x => SameContext(referrer, x, emptyFits: true));
        if (candidates.Count > 1)
            candidates = candidates.FindAll(x => SameContext(referrer, x, emptyFits: false));

        if (candidates.Count > 1 && candidates.Exists(x => x.Name != candidates[0].Name || map is not null && x.Namespace != candidates[0].Namespace))
        {
            throw new PipelineException(
                KubernetesErrors.InvalidKustomization,
                $"{source}: {referrer}: '{reference.Field.Path}' says '{name}', which may be {string.Join(" or ", candidates)} (found multiple possible referrals). Give them different names.") { ExitCode = 2 };
        }

        return candidates.FirstOrDefault();
    }

    private static bool Refers(NameReference reference, Resource item) =>
        item.PreviousIds.Any(x => x.Kind == reference.Kind && (reference.Group is null || reference.Group == x.Group) && (reference.Version is null || reference.Version == x.Version));

    private static bool Fits(JsonObject? role, Resource item) =>
        ManifestObject.Text(role, "apiGroup") is not { } group || ManifestObject.Text(role, "kind") is not { } kind || item.PreviousIds.Any(x => x.Kind == kind && x.Group == group);

    // What lives in a namespace refers to objects of that namespace and of none; a role binding to the namespaces of its subjects too.
    private static Func<Resource, bool> Reachable(Resource referrer)
    {
        var id = referrer.Id;
        if (id.IsClusterScoped)
            return static _ => true;

        var namespaces = referrer.Kind == "RoleBinding" && referrer.Body["subjects"] is JsonArray subjects
            ? subjects.OfType<JsonObject>().Where(x => ManifestObject.Text(x, "kind") == "ServiceAccount").Select(x => ManifestObject.Text(x, "namespace")).ToHashSet()
            : [];
        return x => x.Id.IsClusterScoped || x.Id.Namespace == id.Namespace || namespaces.Contains(x.Namespace);
    }

    private static bool MayUse(Resource referrer, Resource item) =>
        referrer.Id.IsClusterScoped || item.Id.IsClusterScoped || item.Kind == "ServiceAccount" || item.Id.Namespace == referrer.Id.Namespace;

    // Objects that the same kustomizations renamed belong together.
    private static bool SameContext(Resource a, Resource b, bool emptyFits) => SameEnd(a.Prefixes, b.Prefixes, emptyFits) && SameEnd(a.Suffixes, b.Suffixes, emptyFits);

    private static bool SameEnd(List<string> a, List<string> b, bool emptyFits)
    {
        var (shorter, longer) = a.Count <= b.Count ? (a, b) : (b, a);
        if (shorter.Count == 0)
            return emptyFits || longer.Count == 0;
        return longer.TakeLast(shorter.Count).SequenceEqual(shorter);
    }
}
