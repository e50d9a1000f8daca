using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Resources;
using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>Applies one patch to each object that it is for.</summary>
internal sealed class PatchTransformer(Patch patch) : ITransformer
{
    public void Apply(ResourceSet resources)
    {
        if (patch.Operations is { } operations)
        {
            foreach (var item in resources.Items.Where(patch.Target!.Matches).ToList())
                Operate(item, operations);
        }
        else if (patch.Target is { } target)
        {
            foreach (var item in resources.Items.Where(target.Matches).ToList())
                Merge(item, Named(patch.Merges[0]));
        }
        else
        {
            foreach (var body in patch.Merges)
            {
                var id = new Resource(body, patch.Source).Id;
                Merge(resources.Single(x => x == id, x => Refused($"no matches for Id {id}: {x}")), body.DeepClone().AsObject());
            }
        }

        resources.RemoveAll(x => x.IsDeleted);
        resources.RequireDistinct(patch.Source);
    }

    private void Operate(Resource item, JsonArray operations)
    {
        item.RememberId();
        try
        {
            item.SetBody(JsonPatch.Apply(item.Body, operations));
            item.Unshare();
        }
        catch (PatchException error)
        {
            throw Refused($"{item}: {error.Message}");
        }
    }

    private void Merge(Resource item, JsonObject body)
    {
        var (apiVersion, kind, name, @namespace) = (item.ApiVersion, item.Kind, item.Name, item.Namespace);
        if (patch.AllowNameChange || patch.AllowKindChange)
            item.RememberId();
        if (patch.Target is not null)
            body["apiVersion"] = apiVersion;

        try
        {
            if (new StrategicMerge(MergeKeys.Of(item)).Apply(item.Body, body) is not { } merged)
            {
                item.IsDeleted = true;
                return;
            }

            item.SetBody(merged);
        }
        catch (PatchException error)
        {
            throw Refused($"{item}: {error.Message}");
        }

        if (!patch.AllowKindChange)
            item.Body["kind"] = kind;
        if (!patch.AllowNameChange)
            item.SetName(name);
        item.SetNamespace(@namespace);
    }

    // kustomize reads labels and annotations of such a patch as texts: null is a value there, and removes nothing.
    private static JsonObject Named(JsonObject body)
    {
        var copy = body.DeepClone().AsObject();
        foreach (var field in new[] { "labels", "annotations" })
        {
            if (copy["metadata"] is not JsonObject metadata || metadata[field] is not JsonObject pairs)
                continue;
            foreach (var (key, value) in pairs.ToList())
            {
                if (value is null || ManifestObject.Text(pairs, key) is null)
                    pairs[key] = value?.ToJsonString() ?? "null";
            }

            if (pairs.Count == 0)
                metadata.Remove(field);
        }

        return copy;
    }

    private PipelineException Refused(string reason) =>
        new(KubernetesErrors.InvalidKustomization, $"{patch.Source}: the patch can't be applied: {reason}. Correct the patch or its target.") { ExitCode = 2 };
}
