using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>A thing that a statement speaks of: an artifact, a source, a tool (in-toto attestation v1, resource_descriptor.md). It has a URI, a digest, or both.</summary>
public sealed record ResourceDescriptor
{
    /// <summary>A name within the statement. Default none.</summary>
    public string? Name { get; init; }

    /// <summary>What identifies it everywhere: <c>git+https://…@refs/heads/main</c>, <c>pkg:…</c>. Default none.</summary>
    public string? Uri { get; init; }

    /// <summary>Digests by algorithm (in-toto's digest_set.md): <c>sha256</c>, <c>gitCommit</c>; lower-case hexadecimal.</summary>
    public IReadOnlyDictionary<string, string> Digest { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it can be fetched, if not at <see cref="Uri"/>. Default none.</summary>
    public string? DownloadLocation { get; init; }

    /// <summary>Its media type. Default none.</summary>
    public string? MediaType { get; init; }

    /// <summary>What else is known. Default nothing.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>An image by its manifest's digest: what is attested.</summary>
    public static ResourceDescriptor Image(string name, Digest digest) => new() { Name = name, Digest = Sha256(digest) };

    /// <summary>A commit of a Git repository; <c>https://…</c> gets SPDX's prefix <c>git+</c>.</summary>
    public static ResourceDescriptor GitCommit(string repository, string commit) => new()
    {
        Uri = repository.StartsWith("git+", StringComparison.Ordinal) ? repository : "git+" + repository,
        Digest = new Dictionary<string, string> { ["gitCommit"] = commit },
    };

    /// <summary>A file, a document or a base image by its SHA-256.</summary>
    public static ResourceDescriptor Content(string name, Digest digest, string? uri = null) => new() { Name = name, Uri = uri, Digest = Sha256(digest) };

    /// <summary>A tool of a version that has no digest here, by its package URL: <c>pkg:generic/dotnet-sdk@10.0.401</c>.</summary>
    public static ResourceDescriptor Tool(string name, string packageUrl) => new() { Name = name, Uri = packageUrl };

    internal bool Is(Digest digest) => Digest.TryGetValue("sha256", out var hex) && hex == digest.Hex;

    internal static ResourceDescriptor Read(JsonFields fields) => new()
    {
        Name = fields.OptionalText("name"),
        Uri = fields.OptionalText("uri"),
        Digest = fields.TextMap("digest"),
        DownloadLocation = fields.OptionalText("downloadLocation"),
        MediaType = fields.OptionalText("mediaType"),
        // Values of other types are allowed, and not read here.
        Annotations = fields.OptionalObject("annotations")?.Map.Where(x => x.Value is JsonValue value && value.TryGetValue(out string? _)).ToDictionary(x => x.Key, x => x.Value!.GetValue<string>())
            ?? [],
    };

    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        json.Put("name", Name);
        json.Put("uri", Uri);
        json.Put("digest", Digest);
        json.Put("downloadLocation", DownloadLocation);
        json.Put("mediaType", MediaType);
        json.Put("annotations", Annotations);
        return json;
    }

    private static Dictionary<string, string> Sha256(Digest digest) => new() { ["sha256"] = digest.Hex };
}
