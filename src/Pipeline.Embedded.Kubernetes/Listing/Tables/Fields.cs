using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Listing.Tables;

/// <summary>Reads an object's fields for a cell.</summary>
internal static class Fields
{
    public const string None = "<none>";

    public static JsonNode? At(JsonNode? value, string path)
    {
        foreach (var part in path.Split('.'))
            value = (value as JsonObject)?[part];
        return value;
    }

    public static string Text(JsonNode? value, string path, string otherwise = "") => At(value, path) is JsonValue found ? found.ToString() : otherwise;

    public static long Number(JsonNode? value, string path)
    {
        var at = path.LastIndexOf('.');
        var parent = at < 0 ? value : At(value, path[..at]);
        return parent is JsonObject fields ? ObjectMetadata.Number(fields, path[(at + 1)..]) : 0;
    }

    public static int Count(JsonNode? value, string path) => At(value, path) switch { JsonArray list => list.Count, JsonObject map => map.Count, _ => 0 };

    public static IEnumerable<JsonObject> Items(JsonNode? value, string path) => (At(value, path) as JsonArray ?? []).OfType<JsonObject>();

    public static string Join(JsonNode? value, string path) => At(value, path) is JsonArray { Count: > 0 } list ? string.Join(',', list.Select(x => x?.ToString())) : None;

    public static string Join(IEnumerable<string> values) => string.Join(',', values) is { Length: > 0 } text ? text : None;

    /// <summary>A map of labels, or a selector.</summary>
    public static string Labels(JsonNode? value) =>
        value is JsonObject { Count: > 0 } labels ? string.Join(',', labels.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}={x.Value}")) : None;

    public static string Containers(JsonNode? podSpec, string field) => string.Join(',', Items(podSpec, "containers").Select(x => Text(x, field)));

    /// <summary>How long ago it was, as <c>kubectl</c> writes it: <c>5s</c>, <c>3m10s</c>, <c>4d2h</c>.</summary>
    public static string Since(JsonNode? value, string path, DateTimeOffset now) =>
        DateTimeOffset.TryParse(Text(value, path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Duration(now - time) : "<unknown>";

    public static string Duration(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var minutes = seconds / 60;
        var hours = minutes / 60;
        var days = hours / 24;
        return duration switch
        {
            { TotalSeconds: < -1 } => "<invalid>",
            { TotalSeconds: < 0 } => "0s",
            { TotalMinutes: < 2 } => $"{seconds}s",
            { TotalMinutes: < 10 } => Two(minutes, "m", seconds % 60, "s"),
            { TotalHours: < 3 } => $"{minutes}m",
            { TotalHours: < 8 } => Two(hours, "h", minutes % 60, "m"),
            { TotalHours: < 48 } => $"{hours}h",
            { TotalDays: < 8 } => Two(days, "d", hours % 24, "h"),
            { TotalDays: < 730 } => $"{days}d",
            { TotalDays: < 2920 } => Two(days / 365, "y", days % 365, "d"),
            _ => $"{days / 365}y",
        };
    }

    private static string Two(long large, string unit, long small, string smallUnit) => small == 0 ? $"{large}{unit}" : $"{large}{unit}{small}{smallUnit}";
}
