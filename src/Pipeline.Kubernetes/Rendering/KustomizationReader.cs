using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>Reads a kustomization file. A field that isn't rendered is an error that names it and the file; all the mistakes of a file are told at once.</summary>
internal sealed class KustomizationReader
{
    private static readonly string[] FileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    private static readonly string[] Rendered = ["apiVersion", "kind", "metadata", "resources", "components", "namespace", "labels", "commonLabels", "commonAnnotations", "images", "replicas"];

    // https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
    private static readonly string[] NotRendered =
    [
        "bases", "buildMetadata", "configMapGenerator", "configurations", "crds", "generatorOptions", "generators", "helmCharts", "helmChartInflationGenerator", "helmGlobals",
        "namePrefix", "nameSuffix", "openapi", "patches", "patchesJson6902", "patchesStrategicMerge", "replacements", "secretGenerator", "sortOptions", "transformers", "validators", "vars",
    ];

    private readonly List<string> mistakes = [];
    private readonly string source;

    private KustomizationReader(string source) => this.source = source;

    /// <exception cref="PipelineException">PIPE4001, PIPE4002, PIPE4005.</exception>
    public static async Task<Kustomization> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        string[] files = [.. FileNames.Select(x => Path.Combine(directory, x)).Where(File.Exists)];
        if (files is not [var file])
        {
            throw new PipelineException(KubernetesErrors.NoKustomization, files.Length == 0
                ? $"'{directory}' is no kustomization: it has no {FileNames[0]}. Name a folder that has one, for example k8s/overlays/staging."
                : $"'{directory}' has several kustomization files: {string.Join(", ", files.Select(Path.GetFileName))}. Keep one.") { ExitCode = 2 };
        }

        var documents = YamlReader.ReadAll(await File.ReadAllTextAsync(file, cancellationToken), file);
        return new KustomizationReader(file).Read(documents, directory);
    }

    private Kustomization Read(IReadOnlyList<JsonNode> documents, string directory)
    {
        if (documents is not [JsonObject file])
            throw Invalid([documents.Count == 0 ? "the file is empty" : "the file must hold one mapping"]);

        var fields = new KustomizationFields(file, mistakes);
        foreach (var field in file.Select(x => x.Key).Except(Rendered))
        {
            mistakes.Add(NotRendered.Contains(field)
                ? $"field '{field}' is not rendered by this version"
                : $"unknown field '{field}'{(NearMiss.Of(field, [.. Rendered, .. NotRendered]) is { } near ? $"; did you mean '{near}'?" : "")}");
        }

        var isComponent = (ManifestObject.Text(file, "kind") ?? "Kustomization") == "Component";
        fields.RequireType(isComponent ? "kustomize.config.k8s.io/v1alpha1" : "kustomize.config.k8s.io/v1beta1", isComponent ? "Component" : "Kustomization");

        var kustomization = new Kustomization
        {
            Source = source,
            Directory = directory,
            IsComponent = isComponent,
            Resources = fields.Texts("resources"),
            Components = fields.Texts("components"),
            Transformers =
            [
                .. fields.Text("namespace") is { Length: > 0 } name ? new ITransformer[] { new NamespaceTransformer(name) } : [],
                .. Labels(fields),
                .. fields.Pairs("commonAnnotations") is { Count: > 0 } annotations ? new ITransformer[] { new MapTransformer(annotations, FieldSpecs.Annotations) } : [],
                .. Replicas(fields),
                .. Images(fields),
            ],
        };
        return mistakes.Count == 0 ? kustomization : throw Invalid(mistakes);
    }

    private static IEnumerable<ITransformer> Labels(KustomizationFields fields)
    {
        foreach (var label in fields.Items("labels", ["pairs", "includeSelectors", "includeTemplates"]))
        {
            IReadOnlyList<FieldSpec> specs = (label.Flag("includeSelectors"), label.Flag("includeTemplates")) switch
            {
                (true, _) => [.. FieldSpecs.MetadataLabels, .. FieldSpecs.Selectors],
                (_, true) => [.. FieldSpecs.MetadataLabels, .. FieldSpecs.TemplateLabels],
                _ => FieldSpecs.MetadataLabels,
            };
            yield return new MapTransformer(label.Pairs("pairs"), specs);
        }

        if (fields.Pairs("commonLabels") is { Count: > 0 } common)
            yield return new MapTransformer(common, [.. FieldSpecs.MetadataLabels, .. FieldSpecs.Selectors]);
    }

    private IEnumerable<ITransformer> Replicas(KustomizationFields fields)
    {
        foreach (var item in fields.Items("replicas", ["name", "count"]))
            yield return new ReplicaTransformer(item.RequiredText("name"), item.RequiredCount("count"), source);
    }

    private static IEnumerable<ITransformer> Images(KustomizationFields fields)
    {
        foreach (var item in fields.Items("images", ["name", "newName", "newTag", "digest"]))
        {
            yield return new ImageTransformer(new ImageOverride(item.RequiredText("name"))
            {
                NewName = item.Text("newName"),
                NewTag = item.Text("newTag"),
                Digest = item.Text("digest"),
            });
        }
    }

    private PipelineException Invalid(List<string> reasons) =>
        new(KubernetesErrors.InvalidKustomization, reasons.Count == 1 ? $"{source}: {reasons[0]}." : $"{source}:{string.Concat(reasons.Select(x => $"{Environment.NewLine}  - {x}"))}") { ExitCode = 2 };
}
