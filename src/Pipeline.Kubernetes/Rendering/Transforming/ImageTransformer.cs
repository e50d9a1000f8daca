using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Transforming;

/// <summary>Replaces an image in all <c>containers</c> and <c>initContainers</c>, at any depth, so in custom resources too.</summary>
internal sealed class ImageTransformer(ImageOverride image) : ITransformer
{
    private static readonly SearchValues<char> Operators = SearchValues.Create("*+?()[]{}|^$\\");

    // Compiling an expression costs more than a whole rendering; a name that holds nothing but dots of expressions is compared as text first.
    private readonly Lazy<Regex> pattern = new(() => new Regex($"^{image.Name}(:[a-zA-Z0-9_.{{}}-]*)?(@sha256:[a-zA-Z0-9_.{{}}-]*)?$", RegexOptions.CultureInvariant));
    private readonly bool isExpression = image.Name.AsSpan().ContainsAny(Operators);

    public void Apply(ResourceSet resources)
    {
        // A definition's schema may have properties of those names, which are no containers.
        foreach (var item in resources.Items.Where(x => x.Kind != "CustomResourceDefinition"))
        {
            Visit(item.Body);
            // kustomize goes over these twice, which a suffix shows.
            if (image.TagSuffix is { Length: > 0 })
            {
                foreach (var field in FieldSpecs.Containers)
                    field.Follow(item, ReplaceAll);
            }
        }
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
                foreach (var (key, value) in map)
                {
                    if (key is "containers" or "initContainers" && value is JsonArray)
                        ReplaceAll(value);
                    else
                        Visit(value);
                }

                break;
        }
    }

    private void ReplaceAll(JsonNode containers)
    {
        foreach (var container in (containers as JsonArray ?? []).OfType<JsonObject>())
            Replace(container);
    }

    private void Replace(JsonObject container)
    {
        if (ManifestObject.Text(container, "image") is not { } text || !Matches(text))
            return;

        var old = ImageName.Parse(text);
        var (tag, digest) = image switch
        {
            { NewTag.Length: > 0 } => (image.NewTag, image.Digest ?? ""),
            { Digest.Length: > 0 } => ("", image.Digest),
            { TagSuffix.Length: > 0 } => (old.Tag + image.TagSuffix, ""),
            _ => (old.Tag, old.Digest),
        };
        container["image"] = new ImageName(image.NewName is { Length: > 0 } name ? name : old.Name, tag, digest).ToString();
    }

    private bool Matches(string text)
    {
        if (text.StartsWith(image.Name, StringComparison.Ordinal) && (text.Length == image.Name.Length || text[image.Name.Length] is ':' or '@') && !isExpression)
            return ImageName.Parse(text).Name == image.Name;
        return (isExpression || image.Name.Contains('.', StringComparison.Ordinal)) && pattern.Value.IsMatch(text);
    }
}
