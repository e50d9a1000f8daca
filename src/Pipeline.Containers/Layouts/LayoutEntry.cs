using System.Text.Json.Nodes;

namespace Pipeline.Containers.Layouts;

/// <summary>An entry of a layout's index.</summary>
internal static class LayoutEntry
{
    // BuildKit lays its attestations beside an image as images for no platform (docs.docker.com/build/metadata/attestations/attestation-storage).
    private const string AttestationMark = "vnd.docker.reference.type";

    /// <summary>False for what only belongs to an image: an artifact (OCI image-spec 1.1, descriptor.md), an attestation of BuildKit's.</summary>
    public static bool IsImage(JsonObject entry) => entry["artifactType"] is null && (entry["annotations"] as JsonObject)?[AttestationMark] is null;

    /// <summary>The same, by the manifest itself: an entry need not say that it is an artifact.</summary>
    public static bool IsImageManifest(JsonObject manifest) => manifest["subject"] is null && manifest["artifactType"] is null;
}
