using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Revisions;

/// <summary>The templates that a StatefulSet or DaemonSet has had, as ControllerRevisions.</summary>
internal sealed class RevisionHistory(IClusterObjects objects)
{
    public const string HashLabel = "controller.kubernetes.io/hash";

    public async Task<List<V1ControllerRevision>> ListAsync(IKubernetesObject<V1ObjectMeta> owner, CancellationToken cancellationToken) =>
        [.. (await objects.ListAsync<V1ControllerRevision>(owner.Metadata.NamespaceProperty, cancellationToken)).Where(x => x.IsControlledBy(owner)).OrderBy(x => x.Revision)];

    /// <summary>The revision of a template: made where it is new, the newest again where it was there before (a rollback).</summary>
    public async Task<V1ControllerRevision> EnsureAsync(IKubernetesObject<V1ObjectMeta> owner, V1OwnerReference reference, V1PodTemplateSpec template, List<V1ControllerRevision> known, CancellationToken cancellationToken)
    {
        var hash = TemplateHash.Of(template);
        var next = known.Count == 0 ? 1 : known[^1].Revision + 1;
        if (known.Find(x => x.Metadata.Labels.TryGetValue(HashLabel, out var label) && label == hash) is { } existing)
        {
            if (existing.Revision == next - 1)
                return existing;
            existing.Revision = next;
            return await objects.UpdateAsync(existing, ManagerNames.Controllers, cancellationToken);
        }

        var patch = JsonNode.Parse(KubernetesJson.Serialize(template))!.AsObject();
        patch["$patch"] = "replace";
        return await objects.CreateAsync(
            new V1ControllerRevision
            {
                ApiVersion = "apps/v1",
                Kind = "ControllerRevision",
                Metadata = new V1ObjectMeta
                {
                    Name = $"{owner.Metadata.Name}-{hash}",
                    NamespaceProperty = owner.Metadata.NamespaceProperty,
                    Labels = new Dictionary<string, string>(template.Metadata?.Labels ?? new Dictionary<string, string>()) { [HashLabel] = hash },
                    OwnerReferences = [reference],
                },
                Revision = next,
                Data = JsonSerializer.SerializeToElement(new JsonObject { ["spec"] = new JsonObject { ["template"] = patch } }),
            },
            ManagerNames.Controllers,
            cancellationToken);
    }

    public static V1PodTemplateSpec? TemplateOf(V1ControllerRevision? revision)
    {
        if (revision?.Data is null || JsonNode.Parse(KubernetesJson.Serialize(revision.Data))?["spec"]?["template"]?.AsObject() is not { } template)
            return null;

        template.Remove("$patch");
        return KubernetesJson.Deserialize<V1PodTemplateSpec>(template.ToJsonString());
    }

    /// <summary>Removes the oldest that nothing uses, beyond the limit.</summary>
    public async Task CleanUpAsync(IReadOnlyList<V1ControllerRevision> known, IReadOnlySet<string> inUse, int limit, CancellationToken cancellationToken)
    {
        var unused = known.Where(x => !inUse.Contains(x.Metadata.Name)).ToList();
        foreach (var revision in unused.Take(Math.Max(0, unused.Count - limit)))
            await objects.DeleteAsync<V1ControllerRevision>(revision.Metadata.NamespaceProperty, revision.Metadata.Name, "Background", null, cancellationToken);
    }
}
