using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Manifests;

namespace Pipeline.Containers.Registries.Referring;

/// <summary>The manifest of an artifact with a subject (OCI image-spec 1.1, "Guidelines for Artifact Usage"). The same artifact gives the same bytes.</summary>
internal static class ArtifactManifest
{
    /// <summary>The configuration of what has none.</summary>
    public static byte[] EmptyConfig { get; } = Encoding.UTF8.GetBytes("{}");

    public static Descriptor EmptyDescriptor { get; } = new("application/vnd.oci.empty.v1+json", Digest.Of(EmptyConfig), EmptyConfig.Length);

    public static ManifestDocument Of(ReferrerArtifact artifact, Descriptor content, Descriptor subject)
    {
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = OciMediaTypes.Manifest,
            ["artifactType"] = artifact.ArtifactType,
            ["config"] = Json(EmptyDescriptor),
            ["layers"] = new JsonArray(Json(content)),
            ["subject"] = Json(subject),
        };
        if (artifact.Annotations.Count > 0)
            manifest["annotations"] = ReferrerList.Annotations(artifact.Annotations);
        return ManifestDocument.Read(Encoding.UTF8.GetBytes(manifest.ToJsonString()), OciMediaTypes.Manifest, "The artifact");
    }

    private static JsonObject Json(Descriptor descriptor) => new() { ["mediaType"] = descriptor.MediaType, ["digest"] = descriptor.Digest.ToString(), ["size"] = descriptor.Size };
}
