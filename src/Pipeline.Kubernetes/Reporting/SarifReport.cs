using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Policies;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Reporting;

/// <summary>
/// A report as SARIF 2.1.0 (OASIS), with what GitHub code scanning asks of it: help for each rule, relative files, fingerprints that stay while lines move,
/// and waived findings as suppressed results.
/// </summary>
public static partial class SarifReport
{
    private const string Root = "%SRCROOT%";

    /// <summary>The whole log. Files outside of the root, and findings without a file, are shown at the root's README.</summary>
    public static string Write(ManifestReport report, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(options);
        var rules = RuleCatalogue.All;
        var fingerprints = new Dictionary<string, int>(StringComparer.Ordinal);
        var driver = new JsonObject
        {
            ["name"] = "Pipeline manifests",
            ["informationUri"] = "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
            ["rules"] = new JsonArray([.. rules.Select(Rule)]),
        };
        if (options.ToolVersion is { } version)
            driver["version"] = version;

        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = driver },
                ["automationDetails"] = new JsonObject { ["id"] = $"pipeline-manifests/{options.Category}/" },
                ["columnKind"] = "utf16CodeUnits",
                ["originalUriBaseIds"] = new JsonObject { [Root] = new JsonObject { ["description"] = new JsonObject { ["text"] = "The root of the repository." } } },
                ["results"] = new JsonArray([.. report.Findings.Select(x => Result(x, options, rules, fingerprints))]),
            }),
        }.ToJsonString(JsonReport.Indented) + "\n";
    }

    private static JsonObject Rule(Rule rule)
    {
        var properties = new JsonObject
        {
            ["tags"] = new JsonArray([.. new[] { "kubernetes", rule.Area.ToString() }.Concat(IsSecurity(rule) ? ["security"] : []).Select(x => (JsonNode)x)]),
            ["precision"] = rule.Severity == FindingSeverity.Error ? "very-high" : "high",
            ["problem.severity"] = rule.Severity switch { FindingSeverity.Error => "error", FindingSeverity.Warning => "warning", _ => "recommendation" },
        };
        if (IsSecurity(rule))
            properties["security-severity"] = rule.Severity == FindingSeverity.Error ? "8.0" : "5.0";

        return new JsonObject
        {
            ["id"] = rule.Id,
            ["name"] = string.Concat(rule.Name.Split('-').Select(x => char.ToUpperInvariant(x[0]) + x[1..])),
            ["shortDescription"] = new JsonObject { ["text"] = rule.Title },
            ["fullDescription"] = new JsonObject { ["text"] = rule.Reason },
            ["help"] = new JsonObject
            {
                ["text"] = $"{rule.Reason} {rule.Fix} {rule.Link}",
                ["markdown"] = $"{rule.Reason}\n\n**What to do:** {rule.Fix}\n\n[Where the rule comes from]({rule.Link})",
            },
            ["helpUri"] = rule.Link.ToString(),
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Severity) },
            ["properties"] = properties,
        };
    }

    private static JsonObject Result(Finding finding, ReportOptions options, IReadOnlyList<Rule> rules, Dictionary<string, int> fingerprints)
    {
        var file = options.Relative(finding.Location?.File ?? SourceFile.PathOf(finding.Source));
        var isInside = file.Length > 0 && !Path.IsPathFullyQualified(file) && !file.StartsWith("../", StringComparison.Ordinal);
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule.Id,
            ["ruleIndex"] = rules.Index().First(x => x.Item == finding.Rule).Index,
            ["level"] = Level(finding.Severity),
            ["message"] = new JsonObject { ["text"] = $"{(finding.Subject.Length > 0 ? finding.Subject + ": " : "")}{(finding.Path.Length > 0 ? finding.Path + ": " : "")}{finding.Message}" },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = Uri(isInside ? file : "README.md"), ["uriBaseId"] = Root },
                    ["region"] = new JsonObject { ["startLine"] = isInside ? finding.Location?.Line ?? 1 : 1, ["startColumn"] = isInside ? finding.Location?.Column ?? 1 : 1 },
                },
                ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = finding.Subject + (finding.Path.Length > 0 ? "#" + finding.Path : ""), ["kind"] = "object" }),
            }),
            ["partialFingerprints"] = new JsonObject { ["pipelineFinding/v1"] = Fingerprint(finding, fingerprints) },
        };
        if (finding.WaivedBecause is { } reason)
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["status"] = "accepted", ["justification"] = reason });
        return result;
    }

    // Of the rule, the object and the field: not of lines, which move, nor of the hash in a generated name.
    private static string Fingerprint(Finding finding, Dictionary<string, int> seen)
    {
        var subject = SourceFile.PathOf(finding.Source) == finding.Source ? finding.Subject : ContentHash().Replace(finding.Subject, "");
        var text = $"{finding.Rule.Id}\n{subject}\n{finding.Path}";
        var number = seen[text] = seen.GetValueOrDefault(text) + 1;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text}\n{number}"))))[..32];
    }

    private static string Uri(string file) => string.Join('/', file.Split('/').Select(System.Uri.EscapeDataString));

    private static string Level(FindingSeverity severity) => severity switch { FindingSeverity.Error => "error", FindingSeverity.Warning => "warning", _ => "note" };

    private static bool IsSecurity(Rule rule) => rule.Area is RuleArea.PodSecurity or RuleArea.Network or RuleArea.Access or RuleArea.Secrets;

    [GeneratedRegex("-[a-z0-9]{10}$")]
    private static partial Regex ContentHash();
}
