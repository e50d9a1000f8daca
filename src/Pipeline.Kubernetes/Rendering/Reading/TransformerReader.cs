using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Patching;
using Pipeline.Kubernetes.Rendering.Replacing;
using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>What a kustomization does with its resources, in kustomize's order; reads the files that this takes.</summary>
internal static class TransformerReader
{
    public static async Task<IReadOnlyList<ITransformer>> ReadAsync(Kustomization kustomization, CancellationToken cancellationToken)
    {
        var steps = new List<ITransformer>();
        foreach (var (index, entry) in kustomization.MergePatches.Index())
            steps.Add(new PatchTransformer(await PatchReader.ReadMergeAsync(entry, index, kustomization, cancellationToken)));
        foreach (var entry in kustomization.Patches)
            steps.Add(new PatchTransformer(await PatchReader.ReadAsync(entry, kustomization.Root, cancellationToken)));
        if (kustomization.Namespace is { Length: > 0 } name)
            steps.Add(new NamespaceTransformer(name, kustomization.Source));
        if (kustomization.NamePrefix is { Length: > 0 } prefix)
            steps.Add(new NameTransformer(prefix, ""));
        if (kustomization.NameSuffix is { Length: > 0 } suffix)
            steps.Add(new NameTransformer("", suffix));
        foreach (var labels in kustomization.Labels)
            steps.Add(new MapTransformer(labels.Pairs, labels.Fields));
        if (kustomization.Annotations.Count > 0)
            steps.Add(new MapTransformer(kustomization.Annotations, FieldSpecs.Annotations));
        foreach (var entry in kustomization.JsonPatches)
            steps.Add(new PatchTransformer(await PatchReader.ReadJsonAsync(entry, kustomization.Root, cancellationToken)));
        foreach (var (workload, count) in kustomization.Replicas)
            steps.Add(new ReplicaTransformer(workload, count, kustomization.Source));
        foreach (var image in kustomization.Images)
            steps.Add(new ImageTransformer(image));
        foreach (var entry in kustomization.Replacements)
        {
            foreach (var replacement in entry.Inline is { } inline ? [inline] : await ReplacementsAsync(entry, kustomization, cancellationToken))
                steps.Add(new ReplacementTransformer(replacement));
        }

        return steps;
    }

    // A file holds one replacement, or a list of them.
    private static async Task<IReadOnlyList<Replacement>> ReplacementsAsync(ReplacementEntry entry, Kustomization kustomization, CancellationToken cancellationToken)
    {
        var file = Path.Combine(kustomization.Root.Directory, entry.Path!);
        var positions = new YamlPositions();
        var mistakes = new List<string>();
        var found = new List<Replacement>();
        foreach (var document in YamlReader.ReadOld(await kustomization.Root.ReadTextAsync(entry.Path!, entry.Origin, cancellationToken), file, positions))
        {
            foreach (var (index, item) in (document is JsonArray list ? (IEnumerable<JsonNode?>)list : [document]).Index())
            {
                if (item is not JsonObject map)
                {
                    mistakes.Add($"item {index + 1} is no mapping");
                    continue;
                }

                var fields = new KustomizationFields(map, positions, mistakes);
                fields.RequireKnown(["source", "targets"], []);
                if (ReplacementFields.One(fields, $"{file}: item {index + 1}") is { } replacement)
                    found.Add(replacement);
            }
        }

        return mistakes.Count == 0 ? found : throw KustomizationReader.Invalid(file, mistakes);
    }
}
