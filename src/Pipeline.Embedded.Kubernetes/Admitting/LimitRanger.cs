using System.Text.Json.Nodes;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>Gives new pods' containers the requests and limits of the namespace's LimitRanges, and holds them to their bounds.</summary>
internal sealed class LimitRanger(ObjectStore store) : IAdmission
{
    public void Admit(AdmissionRequest request)
    {
        if (request.Type != BuiltInTypes.Pods || request.Old is not null || request.Value["spec"] is not JsonObject spec)
            return;
        var limits = store.Read(BuiltInTypes.LimitRanges.StorageKey).Objects.In(request.NamespaceName)
            .SelectMany(x => PodParts.Items(x.Value["spec"] as JsonObject ?? [], "limits"))
            .Where(x => ObjectMetadata.Text(x, "type") == "Container")
            .ToList();
        if (limits.Count == 0)
            return;
        var given = new List<string>();
        var mistakes = new List<string>();
        foreach (var (kind, list) in ((string, string)[])[("container", "containers"), ("init container", "initContainers")])
        {
            foreach (var container in PodParts.Items(spec, list))
            {
                foreach (var limit in limits)
                {
                    Complete(container, limit, kind, given);
                    mistakes.AddRange(Mistakes(container, limit));
                }
            }
        }

        if (given.Count > 0)
        {
            var metadata = ObjectMetadata.Of(request.Value);
            if (metadata["annotations"] is not JsonObject annotations)
                metadata["annotations"] = annotations = [];
            annotations["kubernetes.io/limit-ranger"] = "LimitRanger plugin set: " + string.Join("; ", given);
        }

        if (mistakes.Count > 0)
            throw Refusals.Forbidden(request.Type, request.Name, mistakes.Count == 1 ? mistakes[0] : $"[{string.Join(", ", mistakes)}]");
    }

    private static void Complete(JsonObject container, JsonObject limit, string kind, List<string> given)
    {
        if (container["resources"] is not JsonObject resources)
            container["resources"] = resources = [];
        foreach (var (part, defaults, word) in ((string, string, string)[])[("requests", "defaultRequest", "request"), ("limits", "default", "limit")])
        {
            var set = new List<string>();
            foreach (var (name, quantity) in (limit[defaults] as JsonObject ?? []).OrderBy(x => x.Key, StringComparer.Ordinal))
            {
                if (resources[part] is not JsonObject values)
                    resources[part] = values = [];
                if (values.ContainsKey(name))
                    continue;
                values[name] = quantity?.DeepClone();
                set.Add(name);
            }

            if (set.Count > 0)
                given.Add($"{string.Join(", ", set)} {word} for {kind} {ObjectMetadata.Text(container, "name")}");
        }
    }

    private static IEnumerable<string> Mistakes(JsonObject container, JsonObject limit)
    {
        var requests = PodParts.Part(container, "resources", "requests") ?? [];
        var limits = PodParts.Part(container, "resources", "limits") ?? [];
        foreach (var (name, bound) in limit["min"] as JsonObject ?? [])
        {
            if (requests[name] is not { } asked)
                yield return $"minimum {name} usage per Container is {bound}.  No request is specified";
            else if (Amount(asked) < Amount(bound!))
                yield return $"minimum {name} usage per Container is {bound}, but request is {asked}";
        }

        foreach (var (name, bound) in limit["max"] as JsonObject ?? [])
        {
            if (limits[name] is not { } most)
                yield return $"maximum {name} usage per Container is {bound}.  No limit is specified";
            else if (Amount(most) > Amount(bound!))
                yield return $"maximum {name} usage per Container is {bound}, but limit is {most}";
        }

        foreach (var (name, bound) in limit["maxLimitRequestRatio"] as JsonObject ?? [])
        {
            if (requests[name] is { } asked && limits[name] is { } most && Amount(asked) > 0 && Amount(most) / Amount(asked) > Amount(bound!))
                yield return $"{name} max limit to request ratio per Container is {bound}, but provided ratio is {Amount(most) / Amount(asked):0.000000}";
        }
    }

    private static decimal Amount(JsonNode quantity) => new ResourceQuantity(quantity.ToString()).ToDecimal();
}
