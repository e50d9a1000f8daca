using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>A label selector as text: <c>a=b,c!=d,e in (f,g),h notin (i),j,!k</c> (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api).</summary>
internal sealed partial class LabelSelector
{
    private readonly List<Func<JsonObject?, bool>> requirements = [];

    private LabelSelector()
    {
    }

    /// <summary>Null for an empty text.</summary>
    /// <exception cref="PatchException">The text is no selector.</exception>
    public static LabelSelector? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var selector = new LabelSelector();
        foreach (var part in Separator().Split(text).Select(x => x.Trim()))
        {
            var match = Requirement().Match(part);
            if (!match.Success)
                throw new PatchException($"'{part}' is no requirement of a label selector");
            selector.requirements.Add(Parse(match.Groups["not"].Success, match.Groups["key"].Value, match.Groups["op"].Value, match.Groups["set"].Success ? match.Groups["set"].Value : match.Groups["value"].Value));
        }

        return selector;
    }

    public bool Matches(JsonNode? labels) => requirements.TrueForAll(x => x(labels as JsonObject));

    private static Func<JsonObject?, bool> Parse(bool not, string key, string operation, string value)
    {
        string[] values = [.. value.Split(',').Select(x => x.Trim())];
        return operation switch
        {
            "=" or "==" or "in" => x => ManifestObject.Text(x, key) is { } found && values.Contains(found),
            "!=" or "notin" => x => ManifestObject.Text(x, key) is not { } found || !values.Contains(found),
            _ when not => x => x?.ContainsKey(key) != true,
            _ => x => x?.ContainsKey(key) == true,
        };
    }

    // Commas outside of parentheses.
    [GeneratedRegex(@",(?![^(]*\))", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?:(?<not>!)\s*(?<key>[\w./-]+)|(?<key>[\w./-]+)(?:\s*(?<op>==?|!=)\s*(?<value>[\w.-]*)|\s+(?<op>in|notin)\s*\((?<set>[\w., -]*)\))?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Requirement();
}
