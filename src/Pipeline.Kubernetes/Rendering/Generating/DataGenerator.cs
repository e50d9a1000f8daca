using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering.Reading;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Generating;

/// <summary>Makes ConfigMaps and Secrets, and puts them into the set, or into those that are there.</summary>
internal static class DataGenerator
{
    // A Secret's data is broken into lines of this length, as kustomize writes it; the line ends are part of the value, and of the hash.
    private const int Base64LineLength = 70;

    /// <returns>What was made.</returns>
    /// <exception cref="PipelineException">PIPE4002, PIPE4003.</exception>
    public static async Task<Resource> GenerateAsync(GeneratorArguments arguments, KustomizationRoot root, ResourceSet resources, CancellationToken cancellationToken)
    {
        var made = await MakeAsync(arguments, root, cancellationToken);
        var existing = resources.Items.Where(x => x.HasId(y => y == made.Id)).ToList();
        switch (existing, arguments.Behavior)
        {
            case ([], GeneratorBehavior.Create):
                resources.AddRange([made]);
                break;
            case ([], _):
                throw Refused(arguments, "there is none to merge with or to replace: it must come from the resources. Correct the name, or take behavior out");
            case ([var old], GeneratorBehavior.Create):
                throw Refused(arguments, $"it is there already, from {old.Source}. Set behavior to merge or replace, or give it another name");
            case ([var old], _):
                Combine(old, made, arguments.Behavior == GeneratorBehavior.Merge);
                resources.Replace(old, made);
                break;
            default:
                throw Refused(arguments, $"several objects could be meant: {string.Join(", ", existing)}. Name the namespace");
        }

        return made;
    }

    private static async Task<Resource> MakeAsync(GeneratorArguments arguments, KustomizationRoot root, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject { ["name"] = arguments.Name };
        if (arguments.Namespace is { Length: > 0 })
            metadata["namespace"] = arguments.Namespace;
        if (arguments.Options.Labels.Count > 0)
            metadata["labels"] = Map(arguments.Options.Labels);
        if (arguments.Options.Annotations.Count > 0)
            metadata["annotations"] = Map(arguments.Options.Annotations);

        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = arguments.Kind, ["metadata"] = metadata };
        var pairs = await KeyValueSources.ReadAsync(arguments, root, cancellationToken);
        if (arguments.Kind == "Secret")
            body["type"] = arguments.Type ?? "Opaque";
        if (pairs.Count == 0 && arguments.Kind == "Secret")
            body["data"] = new JsonObject();
        foreach (var (key, value) in pairs.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            if (arguments.Kind == "Secret")
                Section(body, "data")[key] = Base64(value);
            else if (KeyValueSources.AsText(value) is { } text)
                Section(body, "data")[key] = text;
            else
                Section(body, "binaryData")[key] = Base64(value);
        }

        if (arguments.Options.Immutable)
            body["immutable"] = true;
        return new Resource(body, arguments.Source) { NeedsHash = !arguments.Options.DisableNameSuffixHash };
    }

    private static void Combine(Resource old, Resource made, bool mergeData)
    {
        foreach (var name in new[] { "labels", "annotations" })
            Below(old.Metadata[name] as JsonObject, made.Metadata, name);
        if (mergeData)
        {
            foreach (var name in new[] { "data", "binaryData" })
                Below(old.Body[name] as JsonObject, made.Body, name);
        }

        made.SetName(old.Name);
        made.SetNamespace(old.Namespace);
        made.Inherit(old);
        // An object that wasn't generated keeps its name, whoever merges into it.
        made.NeedsHash &= old.NeedsHash;
    }

    private static void Below(JsonObject? old, JsonObject owner, string name)
    {
        if (old is null)
            return;
        var merged = old.DeepClone().AsObject();
        foreach (var (key, value) in owner[name] as JsonObject ?? [])
            merged[key] = value?.DeepClone();
        if (merged.Count > 0)
            owner[name] = merged;
    }

    private static JsonObject Section(JsonObject body, string name)
    {
        if (body[name] is not JsonObject section)
            body[name] = section = [];
        return section;
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string> pairs) => new(pairs.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value)));

    private static string Base64(byte[] value)
    {
        var text = Convert.ToBase64String(value);
        return text.Length < Base64LineLength ? text : new StringBuilder().AppendJoin('\n', text.Chunk(Base64LineLength).Select(x => new string(x))).Append('\n').ToString();
    }

    private static PipelineException Refused(GeneratorArguments arguments, string reason) =>
        new(KubernetesErrors.InvalidKustomization, $"{arguments.Source}: {arguments.Kind} '{arguments.Name}' can't be generated with behavior {arguments.Behavior.ToString().ToLowerInvariant()}: {reason}.") { ExitCode = 2 };
}
