using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Embedded.Kubernetes.Tests.Recorded;

/// <summary>An answer with the values that no two servers share (uids, times, versions, addresses) put as what they are.</summary>
internal static partial class Normal
{
    public static JsonNode? Of(JsonNode? value) => value switch
    {
        JsonObject fields => Object(fields),
        JsonArray items => new JsonArray([.. items.Select(Of)]),
        JsonValue text when text.TryGetValue<string>(out var found) => Text(found),
        null => null,
        _ => value.DeepClone(),
    };

    private static JsonObject Object(JsonObject fields)
    {
        var result = new JsonObject();
        foreach (var (name, member) in fields)
        {
            result[Text(name)] = name is "resourceVersion" or "continue" && member is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
                ? $"<{name}>"
                : Of(member);
        }

        return result;
    }

    private static string Text(string text)
    {
        text = Uid().Replace(text, "<uid>");
        text = Time().Replace(text, "<time>");
        return Address().Replace(text, "<address>");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uid();

    // Not those of the requests: they have years of their own.
    [GeneratedRegex(@"2026-1[12]-\d\dT\d\d:\d\d:\d\dZ|202[7-9]-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex Time();

    [GeneratedRegex(@"^10\.96\.\d+\.\d+$|^\d+\.\d+\.\d+\.\d+:\d+$")]
    private static partial Regex Address();
}
