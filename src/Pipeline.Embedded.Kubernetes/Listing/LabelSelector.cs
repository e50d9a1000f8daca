using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>A label selector as queries write it: <c>app=web,tier!=cache,env in (a,b),!legacy,size>3</c>.</summary>
internal sealed class LabelSelector
{
    private readonly IReadOnlyList<Func<IReadOnlyDictionary<string, string>, bool>> _requirements;

    private LabelSelector(IReadOnlyList<Func<IReadOnlyDictionary<string, string>, bool>> requirements) => _requirements = requirements;

    public static LabelSelector Everything { get; } = new([]);

    public bool IsEverything => _requirements.Count == 0;

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement(labels))
                return false;
        }

        return true;
    }

    /// <exception cref="ApiRefusal">The selector can't be read.</exception>
    public static LabelSelector Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new LabelSelector([.. Split(text).Select(x => Requirement(x, text))]);

    /// <summary>A selector as objects write it: <c>matchLabels</c> and <c>matchExpressions</c>.</summary>
    public static LabelSelector Of(JsonObject selector)
    {
        var requirements = new List<Func<IReadOnlyDictionary<string, string>, bool>>();
        foreach (var (key, value) in selector["matchLabels"] as JsonObject ?? [])
        {
            var wanted = (string?)value;
            requirements.Add(labels => labels.TryGetValue(key, out var found) && found == wanted);
        }

        foreach (var expression in (selector["matchExpressions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var key = ObjectMetadata.Text(expression, "key") ?? "";
            var values = ObjectMetadata.Names(expression, "values");
            requirements.Add(ObjectMetadata.Text(expression, "operator") switch
            {
                "In" => labels => labels.TryGetValue(key, out var found) && values.Contains(found),
                "NotIn" => labels => !labels.TryGetValue(key, out var found) || !values.Contains(found),
                "Exists" => labels => labels.ContainsKey(key),
                _ => labels => !labels.ContainsKey(key),
            });
        }

        return new LabelSelector(requirements);
    }

    // Commas part requirements, but not the values in parentheses.
    private static IEnumerable<string> Split(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }

    private static Func<IReadOnlyDictionary<string, string>, bool> Requirement(string part, string text)
    {
        part = part.Trim();
        if (part.Length == 0)
            throw Unreadable(text, "found '', expected: identifier after ','");
        if (part[0] == '!')
        {
            var absent = Key(part[1..].Trim(), text);
            return labels => !labels.ContainsKey(absent);
        }

        if (part.EndsWith(')'))
            return Set(part, text);
        foreach (var (sign, make) in s_signs)
        {
            var at = part.IndexOf(sign, StringComparison.Ordinal);
            if (at < 0)
                continue;
            return make(Key(part[..at].Trim(), text), Value(part[(at + sign.Length)..].Trim(), text));
        }

        var present = Key(part, text);
        return labels => labels.ContainsKey(present);
    }

    private static readonly (string Sign, Func<string, string, Func<IReadOnlyDictionary<string, string>, bool>> Make)[] s_signs =
    [
        ("!=", (key, value) => labels => !labels.TryGetValue(key, out var found) || found != value),
        ("==", (key, value) => labels => labels.TryGetValue(key, out var found) && found == value),
        ("=", (key, value) => labels => labels.TryGetValue(key, out var found) && found == value),
        (">", (key, value) => labels => labels.TryGetValue(key, out var found) && long.TryParse(found, out var number) && long.TryParse(value, out var bound) && number > bound),
        ("<", (key, value) => labels => labels.TryGetValue(key, out var found) && long.TryParse(found, out var number) && long.TryParse(value, out var bound) && number < bound),
    ];

    private static Func<IReadOnlyDictionary<string, string>, bool> Set(string part, string text)
    {
        var open = part.IndexOf('(', StringComparison.Ordinal);
        var head = (open < 0 ? "" : part[..open]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (head.Length != 2 || head[1] is not ("in" or "notin"))
            throw Unreadable(text, $"found '{part}', expected: in, notin, =, ==, !=, gt, lt");
        var key = Key(head[0], text);
        var values = part[(open + 1)..^1].Split(',').Select(x => Value(x.Trim(), text)).ToHashSet(StringComparer.Ordinal);
        return head[1] == "in"
            ? labels => labels.TryGetValue(key, out var found) && values.Contains(found)
            : labels => !labels.TryGetValue(key, out var found) || !values.Contains(found);
    }

    private static string Key(string key, string text) =>
        key.Length > 0 && key.All(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '_' or '.' or '/') ? key : throw Unreadable(text, $"found '{key}', expected: !, identifier, or 'end of string'");

    private static string Value(string value, string text) =>
        value.Length <= 63 && value.All(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '_' or '.') ? value : throw Unreadable(text, $"found '{value}', expected: identifier");

    private static ApiRefusal Unreadable(string text, string why) => Refusals.BadRequest($"unable to parse requirement: {why} (in the label selector \"{text}\")");
}
