using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Validating;

/// <summary>A workload runs the image that was tested only when its digest is pinned: a tag can be moved.</summary>
internal sealed class ImageRule(FindingSeverity severity)
{
    private static readonly string[] ContainerLists = ["initContainers", "containers"];

    public IEnumerable<Finding> Check(ManifestObject item)
    {
        var pod = item.Kind switch
        {
            "Pod" => item.Body["spec"],
            "CronJob" => item.Body["spec"]?["jobTemplate"]?["spec"]?["template"]?["spec"],
            _ => item.Body["spec"]?["template"]?["spec"],
        };

        foreach (var container in ContainerLists.SelectMany(x => pod?[x] as JsonArray ?? []).OfType<JsonObject>())
        {
            var image = ManifestObject.Text(container, "image") ?? "";
            if (Reason(ImageName.Parse(image)) is { } reason)
                yield return new Finding("image-digest", severity, item.ToString(), item.Source, $"container '{ManifestObject.Text(container, "name")}': image '{image}' is not pinned by digest: {reason}. Render with the digest of the built image, or set digest under images in the overlay.");
        }
    }

    private static string? Reason(ImageName image) => image switch
    {
        { Name: "" } => "there is none",
        { Digest: ['s', 'h', 'a', '2', '5', '6', ':', .. var hex] } when hex.Length == 64 && hex.All(char.IsAsciiHexDigitLower) => null,
        { Digest.Length: > 0 } => $"'{image.Digest}' is no sha256 digest",
        { Tag.Length: > 0 } => $"the tag '{image.Tag}' can be moved to another image",
        _ => "it has neither tag nor digest, so it means latest",
    };
}
