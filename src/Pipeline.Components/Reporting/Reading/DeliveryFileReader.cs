using System.Text.Json;
using Pipeline.Components.Coverage;
using Pipeline.Errors;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Reporting.Reading;

/// <summary>Reads what the stages left. A file that is damaged, or of another layout, is named in the report; it hides no other.</summary>
/// <param name="output">The build's output.</param>
internal sealed class DeliveryFileReader(string output)
{
    private const int MostFiles = 200;
    private const int MaxPlanBytes = 1 << 20;
    private static readonly string[] s_linked = ["scan/*", "audit/*", "sbom/*", "manifests/*", "release/*", "evidence/*", "coverage/*", "images/*.json", "run.json"];

    private readonly List<string> _unreadable = [];

    public DeliveryFiles Read() => new()
    {
        Coverage = Each("coverage", "*.json", (path, _) => CoverageSummary.Read(path)),
        Images = Each("images", "*.json", (_, json) => VerdictJson.Image(json)),
        Scans = Each("scan", "*.summary.json", (_, json) => VerdictJson.Verdict(json)),
        Audits = Each("audit", "*.json", (_, json) => VerdictJson.Verdict(json)),
        Evidence = [.. EvidenceBundle.Of(Each("evidence", "*.json", (path, _) => EvidenceJson.Read(File.ReadAllText(path), path)).Select(x => x.Content)).Records],
        Plans = Each("release", "*.md", (path, _) => Text(path)),
        Files = [.. s_linked.SelectMany(Found).Take(MostFiles)],
        Unreadable = _unreadable,
    };

    private List<Found<T>> Each<T>(string folder, string pattern, Func<string, JsonElement, T> read)
    {
        var found = new List<Found<T>>();
        foreach (var file in Found($"{folder}/{pattern}"))
        {
            var path = Path.Combine(output, file.Path);
            try
            {
                using var json = pattern.EndsWith(".json", StringComparison.Ordinal) ? JsonDocument.Parse(File.ReadAllBytes(path)) : null;
                found.Add(new Found<T>(file, read(path, json?.RootElement ?? default)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or PipelineException)
            {
                _unreadable.Add($"{file.Path} can't be read: {error.Message}");
            }
        }

        return found;
    }

    private IEnumerable<FoundFile> Found(string pattern)
    {
        var folder = new DirectoryInfo(Path.Combine(output, Path.GetDirectoryName(pattern)!));
        return folder.Exists
            ? folder.EnumerateFiles(Path.GetFileName(pattern)).OrderBy(x => x.Name, StringComparer.Ordinal).Select(x => new FoundFile(Path.GetRelativePath(output, x.FullName).Replace('\\', '/'), new DateTimeOffset(x.LastWriteTimeUtc, TimeSpan.Zero)))
            : [];
    }

    private static string Text(string path) =>
        new FileInfo(path).Length <= MaxPlanBytes ? File.ReadAllText(path) : throw new InvalidOperationException($"it has more than {MaxPlanBytes / 1024} KiB. Open the file itself.");
}
