using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>Replaces an image in all <c>containers</c> and <c>initContainers</c>, at any depth, so in custom resources too.</summary>
internal sealed class ImageTransformer(ImageOverride image) : ITransformer
{
    public void Apply(IReadOnlyList<ManifestObject> objects)
    {
        // A definition's schema may have properties of those names, which are no containers.
        foreach (var item in objects.Where(x => x.Kind != "CustomResourceDefinition"))
            Visit(item.Body);
    }

    private void Visit(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                    Visit(item);
                break;
            case JsonObject map:
                foreach (var (key, value) in map.ToList())
                {
                    if (key is "containers" or "initContainers" && value is JsonArray containers)
                    {
                        foreach (var container in containers.OfType<JsonObject>())
                            Replace(container);
                    }
                    else
                    {
                        Visit(value);
                    }
                }

                break;
        }
    }

    private void Replace(JsonObject container)
    {
        if (ManifestObject.Text(container, "image") is not { } text || ImageName.Parse(text) is not { } old || old.Name != image.Name)
            return;

        var (tag, digest) = (image.NewTag, image.Digest) is (null, null) ? (old.Tag, old.Digest) : (image.NewTag ?? "", image.Digest ?? "");
        container["image"] = new ImageName(image.NewName ?? old.Name, tag, digest).ToString();
    }
}
