using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating.Values;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>Labels and annotations of an object and its pods, and the keys of selectors. The values of a built-in kind's labels are the schema's.</summary>
internal static class LabelCheck
{
    private const int MaxAnnotationBytes = 256 * 1024;

    private static readonly string[] Maps = ["labels", "annotations"];

    public static IEnumerable<Hit> Check(ManifestObject item, Workload? workload, bool hasSchema)
    {
        foreach (var metadata in new[] { item.Body.At("metadata"), workload is { Item.Kind: not "Pod" } ? workload.Template.At("metadata") : null }.OfType<JsonObject>())
        {
            foreach (var hit in Keys(item, metadata.Map("labels"), "label").Concat(Keys(item, metadata.Map("annotations"), "annotation")))
                yield return hit;
            if (!hasSchema)
            {
                foreach (var hit in Values(item, metadata))
                    yield return hit;
            }

            var bytes = metadata.At("annotations").Texts().Sum(x => Encoding.UTF8.GetByteCount(x.Key) + Encoding.UTF8.GetByteCount(x.Value));
            if (bytes > MaxAnnotationBytes)
                yield return Hit.At(ValidityRules.BadLabel, item, metadata, "annotations", $"{bytes} bytes together; the API server takes {MaxAnnotationBytes}.");
        }

        foreach (var selector in new[] { item.Body.At("spec").At("selector").At("matchLabels"), item.Body.At("spec").At("podSelector").At("matchLabels"), item.Kind == "Service" ? item.Body.At("spec").At("selector") : null }.OfType<JsonObject>())
        {
            foreach (var hit in Keys(item, selector, "label"))
                yield return hit;
        }
    }

    private static IEnumerable<Hit> Keys(ManifestObject item, JsonObject? map, string what) => (map ?? [])
        // Annotation keys may be in upper case before the slash.
        .Where(x => !Names.IsQualified(what == "annotation" ? x.Key.ToLowerInvariant() : x.Key))
        .Select(x => Hit.At(ValidityRules.BadLabel, item, map, x.Key, $"'{x.Key}' is no {what} key: up to 63 letters, digits and - _ ., with a DNS prefix and / before it or without."));

    private static IEnumerable<Hit> Values(ManifestObject item, JsonObject metadata) =>
        from name in Maps
        from entry in metadata.Map(name) ?? []
        let text = entry.Value.AsText()
        where text is null || name == "labels" && !Names.IsLabelValue(text)
        select Hit.At(ValidityRules.BadLabel, item, metadata.At(name), entry.Key, text is null ? $"is {entry.Value.Shown()}, not a text. Put it in quotes." : $"'{text}' {ValueRules.LabelValue(entry.Value!)}.");
}
