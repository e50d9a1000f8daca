using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Generating;
using Pipeline.Kubernetes.Rendering.Resources;
using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>Reads a kustomization file. A field that isn't rendered is an error that names it and the file; all the mistakes of a file are told at once.</summary>
internal sealed class KustomizationReader
{
    private static readonly string[] FileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    private static readonly string[] Rendered =
    [
        "apiVersion", "kind", "metadata", "resources", "bases", "components", "namespace", "namePrefix", "nameSuffix", "labels", "commonLabels", "commonAnnotations", "images", "imageTags", "replicas",
        "patches", "patchesStrategicMerge", "patchesJson6902", "configMapGenerator", "secretGenerator", "generatorOptions", "replacements", "sortOptions", "buildMetadata",
    ];

    // https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
    private static readonly string[] NotRendered =
        ["configurations", "crds", "generators", "helmCharts", "helmChartInflationGenerator", "helmGlobals", "inventory", "openapi", "transformers", "validators", "vars"];

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

        var positions = new YamlPositions();
        var documents = YamlReader.ReadOld(await File.ReadAllTextAsync(file, cancellationToken), file, positions);
        return new KustomizationReader(file).Read(documents, positions, new KustomizationRoot(directory));
    }

    private Kustomization Read(IReadOnlyList<JsonNode> documents, YamlPositions positions, KustomizationRoot root)
    {
        if (documents is not [JsonObject file])
            throw Invalid(source, [documents.Count == 0 ? "the file is empty" : "the file must hold one mapping"]);

        var fields = new KustomizationFields(file, positions, mistakes);
        fields.RequireKnown(Rendered, NotRendered);
        var isComponent = (ManifestObject.Text(file, "kind") ?? "Kustomization") == "Component";
        fields.RequireType(isComponent ? "kustomize.config.k8s.io/v1alpha1" : "kustomize.config.k8s.io/v1beta1", isComponent ? "Component" : "Kustomization");
        if (!file.Any(x => x.Key is not ("apiVersion" or "kind")))
            mistakes.Add("the file says nothing to do (kustomization.yaml is empty)");

        var metadata = BuildMetadata(fields);
        var kustomization = new Kustomization
        {
            Source = source,
            Root = root,
            IsComponent = isComponent,
            Resources = [.. fields.Texts("resources"), .. fields.Texts("bases")],
            Components = fields.Texts("components"),
            Generators = Generators(fields),
            MergePatches = fields.Texts("patchesStrategicMerge"),
            Patches = [.. PatchFields.Patches(fields, source)],
            JsonPatches = [.. PatchFields.JsonPatches(fields, source)],
            Namespace = fields.Text("namespace"),
            NamePrefix = fields.Text("namePrefix"),
            NameSuffix = fields.Text("nameSuffix"),
            Labels = [.. LabelFields.Read(fields)],
            Annotations = fields.Pairs("commonAnnotations"),
            Replicas = [.. fields.Items("replicas", ["name", "count"]).Select(x => (x.RequiredText("name"), x.RequiredCount("count")))],
            Images = [.. Images(fields, "images"), .. Images(fields, "imageTags")],
            Replacements = [.. ReplacementFields.Read(fields, source)],
            Order = Order(fields),
            WriteOrigins = metadata.Contains("originAnnotations"),
            WriteManagedBy = metadata.Contains("managedByLabel"),
        };
        return mistakes.Count == 0 ? kustomization : throw Invalid(source, mistakes);
    }

    private List<GeneratorArguments> Generators(KustomizationFields fields)
    {
        string[] known = ["name", "namespace", "behavior", "literals", "files", "envs", "env", "options"];
        var all = GeneratorOptions(fields.Item("generatorOptions", ["labels", "annotations", "disableNameSuffixHash", "immutable"]));
        return
        [
            .. fields.Items("configMapGenerator", known).Select(x => Generator(x, "ConfigMap", all)),
            .. fields.Items("secretGenerator", [.. known, "type"]).Select(x => Generator(x, "Secret", all)),
        ];
    }

    private GeneratorArguments Generator(KustomizationFields fields, string kind, GeneratorOptions all) => new()
    {
        Kind = kind,
        Name = fields.RequiredText("name"),
        Namespace = fields.Text("namespace"),
        Type = kind == "Secret" ? fields.Text("type") : null,
        Behavior = fields.Word("behavior", "create", "merge", "replace") switch { "merge" => GeneratorBehavior.Merge, "replace" => GeneratorBehavior.Replace, _ => GeneratorBehavior.Create },
        Literals = fields.Texts("literals"),
        Files = fields.Texts("files"),
        EnvironmentFiles = [.. fields.Texts("envs"), .. fields.Text("env") is { Length: > 0 } file ? new[] { file } : []],
        Options = GeneratorOptions(fields.Item("options", ["labels", "annotations", "disableNameSuffixHash", "immutable"])).Over(all),
        Source = $"{source}: {fields.Place}",
    };

    private static GeneratorOptions GeneratorOptions(KustomizationFields? fields) => fields is null ? new() : new()
    {
        Labels = fields.Pairs("labels"),
        Annotations = fields.Pairs("annotations"),
        DisableNameSuffixHash = fields.Flag("disableNameSuffixHash"),
        Immutable = fields.Flag("immutable"),
    };

    private static IEnumerable<ImageOverride> Images(KustomizationFields fields, string name)
    {
        foreach (var item in fields.Items(name, ["name", "newName", "newTag", "tagSuffix", "digest"]))
        {
            item.Expression("name");
            yield return new ImageOverride(item.RequiredText("name"))
            {
                NewName = item.Text("newName"),
                NewTag = item.Text("newTag"),
                TagSuffix = item.Text("tagSuffix"),
                Digest = item.Text("digest"),
            };
        }
    }

    private static ObjectOrder? Order(KustomizationFields fields)
    {
        if (fields.Item("sortOptions", ["order", "legacySortOptions"]) is not { } options)
            return ObjectOrder.Legacy;

        var lists = options.Item("legacySortOptions", ["orderFirst", "orderLast"]);
        if (options.RequiredText("order") is { Length: > 0 } && options.Word("order", "legacy", "fifo") == "fifo")
        {
            if (lists is not null)
                options.Add("legacySortOptions", "field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not 'legacy'");
            return ObjectOrder.AsTheyCame;
        }

        return lists is null ? ObjectOrder.Legacy : new ObjectOrder(lists.Texts("orderFirst"), lists.Texts("orderLast"));
    }

    private static IReadOnlyList<string> BuildMetadata(KustomizationFields fields)
    {
        var words = fields.Texts("buildMetadata");
        foreach (var word in words)
        {
            if (word == "transformerAnnotations")
                fields.Add("buildMetadata", "buildMetadata 'transformerAnnotations' is not rendered by this version");
            else if (word is not ("originAnnotations" or "managedByLabel"))
                fields.Add("buildMetadata", $"buildMetadata '{word}' must be one of originAnnotations, managedByLabel");
        }

        return words;
    }

    internal static PipelineException Invalid(string source, List<string> reasons) => new(
        KubernetesErrors.InvalidKustomization,
        reasons is [var one] ? $"{source}{(one.StartsWith('(') ? "" : ": ")}{one}." : $"{source}:{string.Concat(reasons.Select(x => $"{Environment.NewLine}  - {x}"))}") { ExitCode = 2 };
}
