using System.Text.Json.Nodes;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Attesting;

/// <summary>The manifest of an artifact that refers to an image (OCI image-spec 1.1, manifest.md, "Guidelines for Artifact Usage").</summary>
internal static class ReferrerManifest
{
    private const string EmptyMediaType = "application/vnd.oci.empty.v1+json";

    public static ReadOnlyMemory<byte> EmptyConfig { get; } = "{}"u8.ToArray();

    public static byte[] Write(ReferrerArtifact artifact, Descriptor subject, Digest config, Descriptor layer)
    {
        var json = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = OciMediaTypes.Manifest,
            ["artifactType"] = artifact.ArtifactType,
            ["config"] = Json(new Descriptor(EmptyMediaType, config, EmptyConfig.Length)),
            ["layers"] = new JsonArray(Json(layer)),
            ["subject"] = Json(subject),
        };
        json.Put("annotations", artifact.Annotations);
        return CanonicalJson.Bytes(json);
    }

    /// <summary>Without the field, the configuration's media type says it (OCI distribution-spec, "Listing Referrers").</summary>
    public static string? ArtifactTypeOf(JsonFields manifest) => manifest.OptionalText("artifactType") ?? manifest.OptionalObject("config")?.OptionalText("mediaType");

    private static JsonObject Json(Descriptor descriptor) => new() { ["mediaType"] = descriptor.MediaType, ["digest"] = descriptor.Digest.ToString(), ["size"] = descriptor.Size };
}
