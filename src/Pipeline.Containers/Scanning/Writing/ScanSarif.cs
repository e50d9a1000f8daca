using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Scanning.Writing;

/// <summary>
/// A verdict as SARIF 2.1.0 (OASIS), in the shape of Trivy's own, for GitHub's code scanning. It holds what counts, and nothing else: code scanning opens an alert for
/// each result, a suppressed one too, and closes it when the result is no longer there. So what someone answers for is in the other reports.
/// </summary>
public static class ScanSarif
{
    private const string Schema = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/main/sarif-2.1/schema/sarif-schema-2.1.0.json";

    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SARIF, UTF-8; null for a scan that wasn't done, or not whole: uploaded, what it lacks would close alerts. The same verdict gives the same bytes.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="source">What scanned, and what.</param>
    public static byte[]? Write(ScanVerdict verdict, SarifSource source)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(source);
        if (verdict.State == ScanState.NotDone || verdict.Incomplete is not null)
            return null;

        var counted = verdict.Of(FindingFate.Counted).ToList();
        var rules = counted.GroupBy(x => x.Finding.Id).Select(x => x.First().Finding).ToList();
        var indices = rules.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["fullName"] = $"{source.FullName}, judged by Pipeline's scan gate",
                    ["informationUri"] = source.InformationUri,
                    ["name"] = source.Tool,
                    ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                },
            },
            ["automationDetails"] = new JsonObject { ["id"] = $"{source.Category}/" },
            ["invocations"] = new JsonArray(Invocation(verdict)),
            ["results"] = new JsonArray([.. counted.Select(x => Result(x, indices[x.Finding.Id], verdict))]),
            ["columnKind"] = "utf16CodeUnits",
            ["originalUriBaseIds"] = new JsonObject { ["ROOTPATH"] = new JsonObject { ["uri"] = "file:///" } },
        };
        if (verdict.Report?.ScannerVersion is { } version)
            run["tool"]!["driver"]!["version"] = version;
        if (verdict.Image is { } image)
            run["properties"] = new JsonObject { ["imageName"] = image.Name, ["imageID"] = image.ConfigDigest.ToString(), ["repoDigests"] = new JsonArray(image.Reference) };

        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["version"] = "2.1.0", ["$schema"] = Schema, ["runs"] = new JsonArray(run) }, s_options);
    }

    private static JsonObject Rule(Finding finding)
    {
        var description = finding.Description.Length > 0 ? finding.Description : Title(finding);
        var rule = new JsonObject
        {
            ["id"] = finding.Id,
            ["name"] = Name(finding),
            ["shortDescription"] = new JsonObject { ["text"] = Title(finding) },
            ["fullDescription"] = new JsonObject { ["text"] = description },
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(finding.Severity) },
            ["help"] = new JsonObject { ["text"] = string.Join("\n", ((string[])[.. Lines(finding), description, finding.Resolution]).Where(x => x.Length > 0)) },
            ["properties"] = new JsonObject
            {
                ["precision"] = "very-high",
                ["security-severity"] = (finding.Score is > 0 ? finding.Score.Value : Score(finding.Severity)).ToString("0.0", CultureInfo.InvariantCulture),
                ["tags"] = new JsonArray(VerdictWords.Of(finding.Kind), "security", finding.Severity.ToString().ToUpperInvariant()),
            },
        };
        if (Uri.TryCreate(finding.Url, UriKind.Absolute, out var help))
            rule["helpUri"] = help.AbsoluteUri;
        return rule;
    }

    private static JsonObject Result(JudgedFinding judged, int rule, ScanVerdict verdict)
    {
        var finding = judged.Finding;
        var place = finding.Class == "os-pkgs" ? verdict.Image?.Name ?? verdict.Report!.ArtifactName : finding.Path ?? finding.Target;
        var (start, end) = finding.StartLine > 0 ? (finding.StartLine, Math.Max(finding.StartLine, finding.EndLine)) : (1, 1);
        return new JsonObject
        {
            ["ruleId"] = finding.Id,
            ["ruleIndex"] = rule,
            ["level"] = Level(finding.Severity),
            ["message"] = new JsonObject { ["text"] = string.Join("\n", ((string[])[.. Lines(finding), finding.Message, judged.Reason]).Where(x => x.Length > 0)) },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = RelativeUri(place), ["uriBaseId"] = "ROOTPATH" },
                    ["region"] = new JsonObject { ["startLine"] = start, ["startColumn"] = 1, ["endLine"] = end, ["endColumn"] = 1 },
                },
                ["message"] = new JsonObject { ["text"] = finding.Package is null ? place : $"{place}: {finding.Package}@{finding.InstalledVersion}" },
            }),
            ["partialFingerprints"] = new JsonObject { ["pipelineFinding/v1"] = Digest.Of(Encoding.UTF8.GetBytes($"{finding.Kind}|{finding.Id}|{finding.Package ?? finding.Target}|{(finding.Package is null ? finding.StartLine : 0)}")).Hex },
        };
    }

    private static JsonObject Invocation(ScanVerdict verdict)
    {
        var invocation = new JsonObject { ["executionSuccessful"] = true };
        List<(string Level, string Text)> notifications =
        [
            .. verdict.Problems.Select(x => ("error", x)),
            .. verdict.Notes.Select(x => ("note", x)),
        ];
        if (notifications.Count > 0)
            invocation["toolExecutionNotifications"] = new JsonArray([.. notifications.Select(x => new JsonObject { ["level"] = x.Level, ["message"] = new JsonObject { ["text"] = x.Text } })]);
        return invocation;
    }

    private static IEnumerable<string> Lines(Finding finding)
    {
        if (finding.Package is not null)
            yield return $"Package: {finding.Package}";
        if (finding.InstalledVersion is not null)
            yield return $"Installed Version: {finding.InstalledVersion}";
        yield return $"{finding.Kind} {finding.Id}";
        yield return $"Severity: {finding.Severity.ToString().ToUpperInvariant()}";
        if (finding.FixedVersion is not null)
            yield return $"Fixed Version: {finding.FixedVersion}";
        if (finding.Url is not null)
            yield return $"Link: [{finding.Id}]({finding.Url})";
    }

    private static string Title(Finding finding) => finding.Title.Length > 0 ? finding.Title : finding.Id;

    private static string Name(Finding finding) => finding.Kind switch
    {
        FindingKind.Vulnerability => finding.Class == "os-pkgs" ? "OsPackageVulnerability" : "LanguageSpecificPackageVulnerability",
        _ => finding.Kind.ToString(),
    };

    private static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    // GitHub sorts by this figure; a finding that nobody scored gets the middle of its step.
    private static double Score(Severity severity) => severity switch
    {
        Severity.Critical => 9.5,
        Severity.High => 8.0,
        Severity.Medium => 5.5,
        Severity.Low => 2.0,
        _ => 0.0,
    };

    private static string RelativeUri(string path) => string.Join('/', path.Replace('\\', '/').TrimStart('/').Split('/').Select(Uri.EscapeDataString));
}
