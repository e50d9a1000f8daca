using System.Text.Json.Nodes;
using Pipeline.Containers.Building;

namespace Pipeline.Containers.Layouts;

/// <summary>What is built on: a base image's configuration and layers, whose blobs lie in <see cref="Blobs"/>.</summary>
internal sealed record BaseLayout(Digest ManifestDigest, JsonObject Config, IReadOnlyList<Descriptor> Layers, IReadOnlyList<Digest> DiffIds, BlobStore Blobs)
{
    /// <summary>False when the base is itself an application layer alone: whatever is put on it can't run either.</summary>
    public bool IsRunnable => Config["config"]?["Labels"]?[ImageAnnotations.Base] is null;
}
