using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Manifests;

namespace Pipeline.Containers.Registries.Referring;

/// <summary>An index of referrers, as the API answers it and as the fallback tag holds it.</summary>
internal static class ReferrerList
{
    /// <exception cref="RegistryException">PIPE3105: it is no such list.</exception>
    public static IReadOnlyList<Referrer> Read(byte[] content, string purpose)
    {
        if (ManifestDocument.Json(content)?["manifests"] is not JsonArray entries)
            throw new RegistryException(RegistryErrors.Failing, $"{purpose} failed: the answer is no list of referrers. Look at what runs at that address.");

        return [.. entries.OfType<JsonObject>().Where(x => Digest.TryParse(ManifestDocument.Text(x["digest"]), out _)).Select(x => new Referrer(
            Digest.Parse(ManifestDocument.Text(x["digest"])!),
            ManifestDocument.Text(x["mediaType"]) ?? OciMediaTypes.Manifest,
            x["size"] is JsonValue value && value.TryGetValue(out long size) ? size : 0,
            ManifestDocument.Text(x["artifactType"]),
            ManifestDocument.TextMap(x["annotations"])))];
    }

    public static ManifestDocument Write(IEnumerable<Referrer> referrers)
    {
        var index = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = OciMediaTypes.Index,
            ["manifests"] = new JsonArray([.. referrers.Select(Entry)]),
        };
        return ManifestDocument.Read(Encoding.UTF8.GetBytes(index.ToJsonString()), OciMediaTypes.Index, "The list of referrers");
    }

    private static JsonNode Entry(Referrer referrer)
    {
        var entry = new JsonObject { ["mediaType"] = referrer.MediaType, ["digest"] = referrer.Digest.ToString(), ["size"] = referrer.SizeBytes };
        if (referrer.ArtifactType is { } artifactType)
            entry["artifactType"] = artifactType;
        if (referrer.Annotations.Count > 0)
            entry["annotations"] = Annotations(referrer.Annotations);
        return entry;
    }

    internal static JsonObject Annotations(IReadOnlyDictionary<string, string> annotations) =>
        new(annotations.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value)));
}
