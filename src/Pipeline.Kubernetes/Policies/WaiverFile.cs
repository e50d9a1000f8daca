using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Policies;

/// <summary>A file of waivers, for objects whose manifests one doesn't write oneself.</summary>
internal static class WaiverFile
{
    private static readonly string[] Fields = ["rule", "object", "until", "reason"];

    /// <exception cref="PipelineException">PIPE4201, with every mistake; PIPE4005 for a file that is no YAML.</exception>
    public static async Task<IReadOnlyList<Waiver>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new PipelineException(ManifestErrors.BadWaivers, $"There is no waiver file '{path}'. Correct the path, or leave it out.") { ExitCode = 2 };
        return Read(await File.ReadAllTextAsync(path, cancellationToken), path);
    }

    internal static IReadOnlyList<Waiver> Read(string text, string path)
    {
        var positions = new YamlPositions();
        var documents = YamlReader.ReadAll(text, path, positions);
        if (documents is not [JsonObject { Count: 1 } file] || file["waivers"] is not JsonArray entries)
            throw Bad([$"{path}: it must hold one list, waivers."]);

        List<string> mistakes = [.. entries.SelectMany((x, i) => Mistakes(x, $"{path}{(x is JsonObject map ? positions.Of(map) : "")}: waivers[{i}]"))];
        if (mistakes.Count > 0)
            throw Bad(mistakes);
        return
        [
            .. entries.OfType<JsonObject>().Select(x => new Waiver
            {
                RuleId = x.Text("rule")!,
                Pattern = x.Text("object")!,
                Until = Day(x["until"])!,
                Reason = x.Text("reason")!.Trim(),
                Source = path,
                Location = positions.Find(x, "rule") is { } mark ? new SourceLocation(path, (int)mark.Line, (int)mark.Column) : null,
            }),
        ];
    }

    private static IEnumerable<string> Mistakes(JsonNode? entry, string at)
    {
        if (entry is not JsonObject map)
            return [$"{at} is no mapping."];
        return Fields.Where(x => x == "until" ? Day(map[x]) is null : map.Text(x) is null).Select(x => $"{at} needs {x}, a text.")
            .Concat(map.Where(x => !Fields.Contains(x.Key)).Select(x => $"{at} has '{x.Key}'; a waiver has {string.Join(", ", Fields)}."));
    }

    // YAML reads a date that isn't quoted as its first moment.
    private static string? Day(JsonNode? value) => value.AsText() is { } text ? text.EndsWith("T00:00:00Z", StringComparison.Ordinal) ? text[..10] : text : null;

    private static PipelineException Bad(IEnumerable<string> mistakes) =>
        new(ManifestErrors.BadWaivers, $"The waivers can't be read:{string.Concat(mistakes.Select(x => $"{Environment.NewLine}  - {x}"))}") { ExitCode = 2 };
}
