using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Containers.Layouts;

namespace Pipeline.Containers.Building;

/// <summary>The three JSON documents of an image: configuration, manifest, index. Pure; the same input gives the same bytes.</summary>
/// <param name="request">What is built.</param>
/// <param name="inherited">The configuration that it begins with: the base's, or an engine's; null for none.</param>
/// <param name="annotations">Also the labels.</param>
/// <param name="step">The last entry of the history.</param>
internal sealed class ImageDocuments(ImageRequest request, JsonObject? inherited, SortedDictionary<string, string> annotations, JsonObject step)
{
    /// <summary>False for an application layer alone.</summary>
    public bool IsRunnable => !annotations.ContainsKey(ImageAnnotations.Base);

    /// <summary>The base image's manifest; null when not known.</summary>
    public Digest? BaseDigest => annotations.TryGetValue(ImageAnnotations.BaseDigest, out var text) && Digest.TryParse(text, out var digest) ? digest : null;

    /// <summary>Of an application's layer on a base.</summary>
    public static ImageDocuments OnBase(ImageRequest request, BaseLayout? baseLayout) =>
        new(request, baseLayout?.Config, ImageAnnotations.Of(request, baseLayout?.ManifestDigest, baseLayout is { IsRunnable: true }), Step(request, $"application in {request.WorkingDirectory}"));

    /// <summary>Of an image that an engine built: nothing is put on it but its configuration.</summary>
    public static ImageDocuments OfBuilt(ImageRequest request, JsonObject config, SortedDictionary<string, string> annotations)
    {
        var step = Step(request, "configuration");
        step["empty_layer"] = true;
        return new ImageDocuments(request, config, annotations, step);
    }

    /// <summary>OCI image-spec, config.md. What the base says stays, unless the request says otherwise.</summary>
    public byte[] Config(IReadOnlyList<ImageLayer> layers, IReadOnlyList<string> entrypoint)
    {
        var document = (JsonObject?)inherited?.DeepClone() ?? [];
        document["created"] = ImageAnnotations.Time(request.Created);
        document["architecture"] = request.Platform.Architecture;
        document["os"] = request.Platform.OperatingSystem;

        var config = Child(document, "config");
        config["User"] = request.User;
        config["WorkingDir"] = request.WorkingDirectory;
        config.Remove("Entrypoint");
        if (entrypoint.Count > 0)
            config["Entrypoint"] = Array(entrypoint);
        config.Remove("Cmd");
        if (request.Arguments.Count > 0)
            config["Cmd"] = Array(request.Arguments);
        config["Env"] = Array(Environment(config["Env"] as JsonArray));

        var ports = Child(config, "ExposedPorts");
        foreach (var port in request.ExposedPorts.Order())
            ports[$"{port}/tcp"] = new JsonObject();
        if (ports.Count == 0)
            config.Remove("ExposedPorts");

        var labels = Child(config, "Labels");
        foreach (var (name, value) in annotations)
            labels[name] = value;

        document["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = Array(layers.Select(x => x.DiffId.ToString())) };

        var history = document["history"] as JsonArray ?? [];
        document["history"] = history.DeepClone();
        document["history"]!.AsArray().Add((JsonNode)step.DeepClone());
        return Bytes(document);
    }

    /// <summary>OCI image-spec, manifest.md.</summary>
    public byte[] Manifest(Descriptor config, IEnumerable<Descriptor> layers) => Bytes(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = OciMediaTypes.Manifest,
        ["config"] = Json(config),
        ["layers"] = new JsonArray([.. layers.Select(Json)]),
        ["annotations"] = new JsonObject(annotations.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))),
    });

    /// <summary>OCI image-spec, image-layout.md: the one manifest, under its tag.</summary>
    public byte[] Index(Descriptor manifest)
    {
        var entry = Json(manifest);
        entry["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = request.Version };
        entry["platform"] = new JsonObject { ["architecture"] = request.Platform.Architecture, ["os"] = request.Platform.OperatingSystem };
        return Bytes(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = OciMediaTypes.Index, ["manifests"] = new JsonArray(entry) });
    }

    private static JsonObject Step(ImageRequest request, string comment) => new() { ["created"] = ImageAnnotations.Time(request.Created), ["created_by"] = "pipeline", ["comment"] = comment };

    private IEnumerable<string> Environment(JsonArray? inherited)
    {
        var variables = new List<KeyValuePair<string, string>>();
        foreach (var line in inherited?.Select(x => x!.GetValue<string>()) ?? [])
            variables.Add(KeyValuePair.Create(line.Split('=')[0], line[(line.IndexOf('=') + 1)..]));
        foreach (var variable in request.Environment.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            var index = variables.FindIndex(x => x.Key == variable.Key);
            if (index < 0)
                variables.Add(variable);
            else
                variables[index] = variable;
        }

        return variables.Select(x => $"{x.Key}={x.Value}");
    }

    private static JsonObject Json(Descriptor descriptor) => new()
    {
        ["mediaType"] = descriptor.MediaType,
        ["digest"] = descriptor.Digest.ToString(),
        ["size"] = descriptor.Size,
    };

    private static JsonArray Array(IEnumerable<string> items) => new([.. items.Select(x => (JsonNode)x)]);

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
            parent[name] = child = [];
        return child;
    }

    private static byte[] Bytes(JsonObject document)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            document.WriteTo(writer);
        return buffer.ToArray();
    }
}
