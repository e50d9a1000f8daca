using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Running;

namespace Pipeline.Containers.Scanning.Writing;

/// <summary>A verdict as JSON for other programs and as evidence, and as Markdown for a pull request or job summary.</summary>
public static class ScanSummary
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON, UTF-8. The same verdict gives the same bytes.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="run">Where it comes from; null for a report that was read from a file.</param>
    public static byte[] WriteJson(ScanVerdict verdict, ScanRun? run = null)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var document = new JsonObject
        {
            ["version"] = 1,
            ["state"] = VerdictWords.Of(verdict.State),
            ["reason"] = verdict.Reason,
            ["image"] = verdict.Image?.Reference,
            ["artifact"] = verdict.Report?.ArtifactName,
            ["scanner"] = run?.Scanner ?? verdict.Report?.ScannerVersion,
            ["databaseUpdatedAt"] = run?.Database?.UpdatedAt.ToString("O", CultureInfo.InvariantCulture),
            ["operatingSystem"] = verdict.Report?.OperatingSystem is { } system ? $"{system.Family} {system.Name}" : null,
            ["packages"] = verdict.Report?.Targets.Sum(x => x.PackageCount),
            ["counts"] = new JsonObject(Enum.GetValues<FindingFate>().Select(x => KeyValuePair.Create(VerdictWords.Of(x), (JsonNode?)verdict.Of(x).Count()))),
            ["severities"] = new JsonObject(Enum.GetValues<Severity>().Reverse().Select(x => KeyValuePair.Create(VerdictWords.Of(x), (JsonNode?)verdict.Of(FindingFate.Counted).Count(finding => finding.Finding.Severity == x)))),
            ["problems"] = Texts(verdict.Problems),
            ["notes"] = Texts(verdict.Notes),
            ["findings"] = new JsonArray([.. verdict.Findings.Select(Finding)]),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, s_options);
    }

    /// <summary>Markdown: the verdict, and a table of what counts or was let through by someone's word.</summary>
    public static string WriteMarkdown(ScanVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var text = new StringBuilder();
        text.Append("### Scan: ").Append(VerdictWords.Of(verdict.State)).Append("\n\n").Append('`').Append(VerdictWords.Artifact(verdict)).Append("`: ").Append(Cell(verdict.Reason)).Append('\n');
        foreach (var line in verdict.Problems.Concat(verdict.Notes))
            text.Append("\n- ").Append(Cell(line));
        if (verdict.Problems.Count + verdict.Notes.Count > 0)
            text.Append('\n');

        var shown = verdict.Findings.Where(x => x.Fate is FindingFate.Counted or FindingFate.Waived or FindingFate.Vex).ToList();
        if (shown.Count > 0)
            text.Append("\n| Fate | Severity | Id | Where | Fixed in | Why |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var (finding, fate, reason) in shown)
            text.Append("| ").AppendJoin(" | ", [VerdictWords.Of(fate), VerdictWords.Of(finding.Severity), Link(finding.Id, finding.Url), Cell(finding.Place), Cell(VerdictWords.Fix(finding)), Cell(reason.Length > 0 ? reason : finding.Title)]).Append(" |\n");

        var others = verdict.Findings.Where(x => !shown.Contains(x)).GroupBy(x => x.Fate).OrderBy(x => x.Key).Select(x => $"{x.Count()} {VerdictWords.Of(x.Key)}").ToList();
        if (others.Count > 0)
            text.Append("\nNot counted: ").AppendJoin(", ", others).Append(".\n");
        return text.ToString();
    }

    private static JsonObject Finding(JudgedFinding judged)
    {
        var finding = judged.Finding;
        var item = new JsonObject
        {
            ["fate"] = VerdictWords.Of(judged.Fate),
            ["reason"] = judged.Reason.Length > 0 ? judged.Reason : null,
            ["kind"] = VerdictWords.Of(finding.Kind),
            ["id"] = finding.Id,
            ["severity"] = VerdictWords.Of(finding.Severity),
            ["target"] = finding.Target,
            ["package"] = finding.Package,
            ["purl"] = finding.PackageUrl,
            ["installed"] = finding.InstalledVersion,
            ["fixedIn"] = finding.FixedVersion,
            ["line"] = finding.StartLine > 0 ? finding.StartLine : null,
            ["title"] = finding.Title.Length > 0 ? finding.Title : null,
            ["url"] = finding.Url,
        };
        foreach (var empty in item.Where(x => x.Value is null).Select(x => x.Key).ToList())
            item.Remove(empty);
        return item;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(x => (JsonNode)x)]);

    private static string Link(string id, string? url) =>
        url is not null && url.StartsWith("https://", StringComparison.Ordinal) && Uri.IsWellFormedUriString(url, UriKind.Absolute) && !url.Contains(')', StringComparison.Ordinal) ? $"[{Cell(id)}]({url})" : Cell(id);

    // A report's texts come from anywhere: in a table they are text, not markup.
    private static string Cell(string text)
    {
        var cell = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsControl(letter))
                cell.Append(' ');
            else if (letter is '<')
                cell.Append("&lt;");
            else if (letter is '|' or '\\' or '`' or '*' or '_' or '[' or ']')
                cell.Append('\\').Append(letter);
            else
                cell.Append(letter);
        }

        return cell.ToString();
    }
}
