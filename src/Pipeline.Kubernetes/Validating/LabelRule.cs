using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>Labels as the API server takes them, of the object and of its pods (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/).</summary>
internal static class LabelRule
{
    public static IEnumerable<Finding> Check(ManifestObject item) =>
        Check(item, item.Body, "metadata.labels").Concat(Check(item, item.Body["spec"]?["template"], "spec.template.metadata.labels"));

    private static IEnumerable<Finding> Check(ManifestObject item, JsonNode? owner, string path)
    {
        foreach (var (key, value) in (owner as JsonObject)?["metadata"]?["labels"] as JsonObject ?? [])
        {
            if (!IsKey(key))
                yield return ManifestValidator.Error("label", item, $"{path}: '{key}' is no label key: up to 63 letters, digits and - _ ., with a DNS prefix and / before it or without.");
            if (value is not JsonValue scalar || !scalar.TryGetValue(out string? text))
                yield return ManifestValidator.Error("label", item, $"{path}.{key} is {value?.ToJsonString() ?? "null"}, not a text. Put it in quotes.");
            else if (text.Length > 0 && !IsName(text))
                yield return ManifestValidator.Error("label", item, $"{path}.{key}: '{text}' is no label value: up to 63 letters, digits and - _ ., beginning and ending with a letter or digit.");
        }
    }

    private static bool IsKey(string key) => key.Split('/') switch
    {
        [var name] => IsName(name),
        [var prefix, var name] => NameRule.IsSubdomain(prefix) && IsName(name),
        _ => false,
    };

    private static bool IsName(string name) => name.Length is > 0 and <= 63
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '_' or '.');
}
