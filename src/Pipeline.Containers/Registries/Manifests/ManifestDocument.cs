using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;

namespace Pipeline.Containers.Registries.Manifests;

/// <summary>A manifest or an index, with the bytes that its digest is of.</summary>
internal sealed record ManifestDocument(byte[] Content, Digest Digest, string MediaType)
{
    /// <summary>What registries accept at the least (distribution-spec: a manifest of 4 MiB), doubled.</summary>
    public const int MaxBytes = 8 << 20;

    /// <summary>What is asked for.</summary>
    public static IReadOnlyList<string> Accept { get; } =
    [
        OciMediaTypes.Manifest, OciMediaTypes.Index, "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    ];

    /// <summary>The configuration and the layers; none in an index.</summary>
    public IReadOnlyList<Descriptor> Blobs { get; private init; } = [];

    /// <summary>The manifests of an index.</summary>
    public IReadOnlyList<PlatformDescriptor> Children { get; private init; } = [];

    /// <summary>What it refers to.</summary>
    public Digest? Subject { get; private init; }

    /// <summary>What it is; by OCI's rule the configuration's media type where <c>artifactType</c> isn't set.</summary>
    public string? ArtifactType { get; private init; }

    public IReadOnlyDictionary<string, string> Annotations { get; private init; } = new Dictionary<string, string>();

    public bool IsIndex => OciMediaTypes.IsIndex(MediaType);

    public Descriptor Descriptor => new(MediaType, Digest, Content.Length);

    /// <param name="content">The bytes.</param>
    /// <param name="contentType">What the registry or the descriptor calls it; the document's own word comes first.</param>
    /// <param name="where">For messages.</param>
    /// <exception cref="RegistryException">PIPE3110: of another kind.</exception>
    public static ManifestDocument Read(byte[] content, string? contentType, string where)
    {
        if (Json(content) is not { } json)
            throw Unsupported(where, "its manifest is no JSON object");

        var mediaType = Text(json["mediaType"]) ?? contentType;
        if (mediaType is null || !OciMediaTypes.IsIndex(mediaType) && !OciMediaTypes.IsManifest(mediaType))
            mediaType = json["manifests"] is JsonArray ? OciMediaTypes.Index : json["layers"] is JsonArray && json["config"] is JsonObject ? OciMediaTypes.Manifest : mediaType;
        if (!OciMediaTypes.IsIndex(mediaType) && !OciMediaTypes.IsManifest(mediaType))
            throw Unsupported(where, $"its manifest is of the type '{mediaType}'");

        var isIndex = OciMediaTypes.IsIndex(mediaType);
        var config = isIndex ? null : Descriptor(json["config"]);
        return new ManifestDocument(content, Containers.Digest.Of(content), mediaType!)
        {
            Blobs = isIndex ? [] : [config!, .. Items(json["layers"]).Where(x => !IsElsewhere(x)).Select(Descriptor)],
            Children = isIndex ? [.. Items(json["manifests"]).Select(x => new PlatformDescriptor(Descriptor(x), Platform(x?["platform"])))] : [],
            Subject = json["subject"] is { } subject ? Descriptor(subject).Digest : null,
            ArtifactType = Text(json["artifactType"]) ?? config?.MediaType,
            Annotations = TextMap(json["annotations"]),
        };

        Descriptor Descriptor(JsonNode? node) => node is JsonObject item && Text(item["digest"]) is { } digest && item["size"] is JsonValue value && value.TryGetValue(out long size) && size >= 0
            ? new Descriptor(Text(item["mediaType"]) ?? "", Containers.Digest.TryParse(digest, out var parsed) ? parsed : throw Unsupported(where, $"it names the digest '{digest}', which is no SHA-256"), size)
            : throw Unsupported(where, "its manifest has a descriptor without digest or size");
    }

    internal static JsonObject? Json(byte[] content)
    {
        try
        {
            return JsonNode.Parse(content) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static IReadOnlyDictionary<string, string> TextMap(JsonNode? node) =>
        (node as JsonObject ?? []).Where(x => Text(x.Value) is not null).ToDictionary(x => x.Key, x => Text(x.Value)!);

    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    internal static JsonArray Items(JsonNode? node) => node as JsonArray ?? [];

    // Windows' base layers were kept by Microsoft alone; registries don't have them.
    private static bool IsElsewhere(JsonNode? layer) => Text(layer?["mediaType"]) is { } type
        && (type.Contains("nondistributable", StringComparison.Ordinal) || type.Contains("foreign", StringComparison.Ordinal));

    private static ImagePlatform? Platform(JsonNode? node) => Text(node?["os"]) is { } os && Text(node?["architecture"]) is { } architecture ? new ImagePlatform(os, architecture) : null;

    private static RegistryException Unsupported(string where, string what) => new(RegistryErrors.Unsupported, $"{where} can't be used: {what}. Build and push it again with a current tool.");
}
