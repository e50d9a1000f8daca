using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Drift;

/// <summary>Reads which variables the containers of an image get. As in Kubernetes, a later envFrom wins over an earlier one, and env wins over both.</summary>
internal sealed class PodVariables
{
    private static readonly string[][] s_pods =
    [
        ["spec", "template", "spec"],
        ["spec", "jobTemplate", "spec", "template", "spec"],
        ["spec"],
    ];

    private readonly OverlayManifests overlay;
    private readonly Dictionary<string, PodVariable> variables = new(StringComparer.Ordinal);

    private PodVariables(OverlayManifests overlay) => this.overlay = overlay;

    public IReadOnlyCollection<PodVariable> Variables => variables.Values;

    public List<DriftFinding> Findings { get; } = [];

    public List<string> NotEvaluated { get; } = [];

    /// <summary>A Secret that isn't in the manifests may bring any variable.</summary>
    public bool MayHaveMore { get; private set; }

    public static PodVariables Read(OverlayManifests overlay, string image)
    {
        var read = new PodVariables(overlay);
        var isThere = false;
        foreach (var item in overlay.Objects)
        {
            if (Pod(item) is not { } pod)
                continue;
            foreach (var container in Items(pod["initContainers"]).Concat(Items(pod["containers"])).Where(x => ImageName(Text(x, "image")) == image))
            {
                read.Add(container, External(item));
                isThere = true;
            }
        }

        if (!isThere)
            read.Findings.Add(new(DriftKind.MissingVariable, overlay.Place, image, $"No container has the image '{image}', so nothing sets the service's variables.", "Name the image that the service is built as, or correct the manifests."));
        return read;
    }

    private void Add(JsonObject container, IReadOnlyList<string> external)
    {
        foreach (var source in Items(container["envFrom"]))
        {
            var prefix = Text(source, "prefix") ?? "";
            if (source["configMapRef"] is JsonObject map)
                AddAll("ConfigMap", map, prefix, external);
            if (source["secretRef"] is JsonObject secret)
                AddAll("Secret", secret, prefix, external);
        }

        foreach (var twice in Items(container["env"]).GroupBy(x => Text(x, "name")).Where(x => x.Key is not null && x.Count() > 1))
            Findings.Add(new(DriftKind.SetTwice, overlay.Place, twice.Key!, $"{twice.Key} stands {twice.Count()} times in env of container '{Text(container, "name")}'; the last one holds.", "Leave one of them."));
        foreach (var variable in Items(container["env"]).Where(x => Text(x, "name") is not null))
            AddOne(Text(variable, "name")!, variable);
    }

    private void AddAll(string kind, JsonObject reference, string prefix, IReadOnlyList<string> external)
    {
        var name = Text(reference, "name") ?? "";
        var isSecret = kind == "Secret";
        if (Find(kind, name) is { } source)
        {
            foreach (var key in Keys(source))
                variables[prefix + key] = new(prefix + key, $"{kind} {name}", isSecret ? null : Value(source, key)) { IsFromSecret = isSecret };
        }
        else if (isSecret || external.Contains($"{kind}/{name}"))
        {
            MayHaveMore |= isSecret;
            NotEvaluated.Add($"{overlay.Place}: the keys of {kind} {name}, which isn't in the manifests: what it sets is known in the cluster only.");
        }
        else if (!IsOptional(reference))
        {
            Findings.Add(new(DriftKind.MissingKey, overlay.Place, name, $"envFrom names ConfigMap {name}, which the overlay doesn't have.", "Add it, or take the reference out."));
        }
    }

    private void AddOne(string name, JsonObject variable)
    {
        var from = variable["valueFrom"];
        if (from?["secretKeyRef"] is JsonObject secret)
        {
            variables[name] = new(name, $"Secret {Text(secret, "name")}", null) { IsFromSecret = true, IsOptional = IsOptional(secret) };
            RequireKey("Secret", secret, name);
        }
        else if (from?["configMapKeyRef"] is JsonObject map)
        {
            var source = Find("ConfigMap", Text(map, "name") ?? "");
            variables[name] = new(name, $"ConfigMap {Text(map, "name")}", source is null ? null : Value(source, Text(map, "key") ?? "")) { IsOptional = IsOptional(map) };
            RequireKey("ConfigMap", map, name);
        }
        else
        {
            // What the cluster fills in (fieldRef, resourceFieldRef) has no value here.
            variables[name] = new(name, "env", from is null ? Text(variable, "value") ?? "" : null);
        }
    }

    // A Secret may be made by somebody else (pipeline/external); a ConfigMap too, and then its keys aren't known.
    private void RequireKey(string kind, JsonObject reference, string variable)
    {
        var (name, key) = (Text(reference, "name") ?? "", Text(reference, "key") ?? "");
        if (Find(kind, name) is { } source && !IsOptional(reference) && !Keys(source).Contains(key))
            Findings.Add(new(DriftKind.MissingKey, overlay.Place, variable, $"{variable} comes from key '{key}' of {kind} {name}, which has no such key.", "Add the key, or correct the reference."));
    }

    // What an object says that somebody else makes, as ValidateManifests reads it too.
    private static string[] External(JsonObject item) =>
        (item["metadata"]?["annotations"] as JsonObject is { } annotations ? Text(annotations, "pipeline/external") : null)?.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries) ?? [];

    private JsonObject? Find(string kind, string name) => overlay.Objects.FirstOrDefault(x => Text(x, "kind") == kind && x["metadata"] is JsonObject metadata && Text(metadata, "name") == name);

    private static IEnumerable<string> Keys(JsonObject source) => new[] { source["data"], source["stringData"] }.OfType<JsonObject>().SelectMany(x => x.Select(y => y.Key)).Distinct();

    private static string? Value(JsonObject source, string key) => source["data"] is JsonObject data ? Text(data, key) : null;

    private static bool IsOptional(JsonObject reference) => reference["optional"] is JsonValue value && value.TryGetValue(out bool optional) && optional;

    private static JsonObject? Pod(JsonObject item) => s_pods.Select(path => path.Aggregate((JsonNode?)item, (node, name) => (node as JsonObject)?[name]) as JsonObject).FirstOrDefault(x => x?["containers"] is JsonArray);

    private static IEnumerable<JsonObject> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static string? Text(JsonObject item, string name) => item[name] is JsonValue value ? value.ToString() : null;

    // Without digest and tag; a colon before the last slash is a port's.
    private static string? ImageName(string? image)
    {
        if (image is null)
            return null;
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}
