using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of label selectors.</summary>
internal static class SelectorRules
{
    /// <summary>A selector's own form.</summary>
    public static void Check(FieldErrors errors, JsonObject? selector, string path)
    {
        MetadataRules.Labels(errors, selector.Fields("matchLabels"), $"{path}.matchLabels");
        foreach (var (term, index) in selector.Objects("matchExpressions").Select((term, index) => (term, index)))
        {
            var place = $"{path}.matchExpressions[{index}]";
            var count = term.Items("values").Count();
            switch (term.Text("operator"))
            {
                case "In" or "NotIn" when count == 0:
                    errors.Required($"{place}.values", "must be specified when `operator` is 'In' or 'NotIn'");
                    break;
                case "Exists" or "DoesNotExist" when count > 0:
                    errors.Forbidden($"{place}.values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                    break;
                case "In" or "NotIn" or "Exists" or "DoesNotExist":
                    break;
                case var other:
                    errors.Invalid($"{place}.operator", other ?? "", "not a valid selector operator");
                    break;
            }
            var key = term.Text("key") ?? "";
            errors.Check($"{place}.key", key, NameRules.Qualified(key));
            foreach (var (value, at) in term.Items("values").Select((value, at) => (value.AsText() ?? "", at)))
                errors.Check($"{place}.values[{at}]", value, NameRules.LabelValue(value));
        }
    }

    /// <summary>Whether a selector says anything.</summary>
    public static bool IsEmpty(JsonObject? selector) => !selector.Entries("matchLabels").Any() && !selector.Items("matchExpressions").Any();

    /// <summary>Whether labels are those that a selector looks for.</summary>
    public static bool Matches(JsonObject? selector, JsonObject? labels) =>
        selector.Entries("matchLabels").All(wanted => labels.Text(wanted.Key) == wanted.Value.AsText()) && selector.Objects("matchExpressions").All(term => Matches(term, labels?[term.Text("key") ?? ""].AsText()));

    private static bool Matches(JsonObject term, string? value)
    {
        var isAmong = value is not null && term.Items("values").Any(each => each.AsText() == value);
        return term.Text("operator") switch
        {
            "In" => isAmong,
            "NotIn" => !isAmong,
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
