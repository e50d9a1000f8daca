using System.Text.Json;

namespace Pipeline.Components.Reporting.Reading;

/// <summary>Reads the records of image builds, and the summaries of scans and audits.</summary>
internal static class VerdictJson
{
    public static FoundImage Image(JsonElement json) => new(
        Required(json, "name"),
        Text(json, "version") ?? "",
        Required(json, "digest"),
        json.GetProperty("hasBase").GetBoolean(),
        json.TryGetProperty("sizeBytes", out var size) ? size.GetInt64() : 0);

    public static FoundVerdict Verdict(JsonElement json) => new()
    {
        State = Required(json, "state"),
        Reason = Text(json, "reason") ?? "",
        Image = Text(json, "image") ?? Text(json, "artifact"),
        Scanner = Text(json, "scanner"),
        DatabaseUpdatedAt = Text(json, "databaseUpdatedAt"),
        Fates = Counts(json, "counts"),
        Severities = Counts(json, "severities"),
        Problems = json.TryGetProperty("problems", out var problems) ? [.. problems.EnumerateArray().Select(x => x.ToString())] : [],
        Findings = json.TryGetProperty("findings", out var findings) ? [.. findings.EnumerateArray().Select(Finding)] : [],
    };

    private static FoundFinding Finding(JsonElement json) => new(
        Required(json, "fate"),
        Required(json, "severity"),
        Required(json, "id"),
        Text(json, "package") is { } package ? $"{package} {Text(json, "installed")}".TrimEnd() : Text(json, "target") ?? "",
        Text(json, "fixedIn") ?? "",
        Text(json, "reason") ?? Text(json, "title") ?? "",
        Text(json, "url"));

    private static Dictionary<string, long> Counts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var counts) ? counts.EnumerateObject().ToDictionary(x => x.Name, x => x.Value.GetInt64()) : [];

    private static string Required(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new JsonException($"'{name}' is null.");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
