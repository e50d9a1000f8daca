using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Embedded.Kubernetes.Listing.Tables;

/// <summary>The paths that printer columns use: <c>.spec.names.kind</c>, <c>.spec.list[0].name</c>, <c>.status.conditions[?(@.type=="Ready")].status</c>, <c>.spec.items[*].name</c>.</summary>
internal sealed partial class JsonPath
{
    private readonly IReadOnlyList<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps;

    private JsonPath(IReadOnlyList<Func<JsonNode?, IEnumerable<JsonNode?>>> steps) => _steps = steps;

    public static JsonPath Parse(string text) => new([.. Step().Matches(text).Select(Of)]);

    public IReadOnlyList<JsonNode?> Find(JsonNode value)
    {
        IEnumerable<JsonNode?> found = [value];
        foreach (var step in _steps)
            found = found.SelectMany(step);
        return [.. found];
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Of(Match match)
    {
        if (match.Groups["filter"].Success)
        {
            var field = match.Groups["filter"].Value.Trim('.').Split('.');
            var wanted = match.Groups["value"].Value;
            return node => (node as JsonArray ?? []).Where(item => field.Aggregate(item, (x, name) => (x as JsonObject)?[name])?.ToString() == wanted);
        }

        if (match.Groups["index"].Success)
        {
            var index = match.Groups["index"].Value;
            if (index == "*")
                return node => node as JsonArray ?? [];
            var at = int.Parse(index, System.Globalization.CultureInfo.InvariantCulture);
            return node => node is JsonArray list && at < list.Count ? [list[at]] : [];
        }

        // A dot in a name is written with a backslash before it.
        var member = (match.Groups["quoted"].Success ? match.Groups["quoted"] : match.Groups["name"]).Value.Replace("\\.", ".", StringComparison.Ordinal);
        return node => node is JsonObject fields && fields.TryGetPropertyValue(member, out var found) ? [found] : [];
    }

    [GeneratedRegex("""\[\?\(@(?<filter>[\w.\-]+)\s*==\s*["'](?<value>[^"']*)["']\)\]|\[(?<index>\d+|\*)\]|\['(?<quoted>[^']+)'\]|\.(?<name>(?:\\\.|[^.\[\\])+)""")]
    private static partial Regex Step();
}
