using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Reporting;

/// <summary>A report for programs.</summary>
public static class JsonReport
{
    internal static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>version</c> (1), <c>category</c>, <c>objects</c>, <c>errors</c>, <c>warnings</c>, <c>notes</c>, <c>waived</c>, and <c>findings</c>, each with
    /// rule, name, severity, object, path, message, fix, link, file, line, column and waived; the last four are null where they don't apply.
    /// </summary>
    public static string Write(ManifestReport report, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(options);
        return new JsonObject
        {
            ["version"] = 1,
            ["category"] = options.Category,
            ["objects"] = report.ObjectCount,
            ["errors"] = report.Errors.Count(),
            ["warnings"] = report.Warnings.Count(),
            ["notes"] = report.Notes.Count(),
            ["waived"] = report.Waived.Count(),
            ["findings"] = new JsonArray([.. report.Findings.Select(x => Finding(x, options))]),
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Finding(Finding finding, ReportOptions options) => new()
    {
        ["rule"] = finding.Rule.Id,
        ["name"] = finding.Rule.Name,
        ["severity"] = finding.Severity.ToString().ToLowerInvariant(),
        ["object"] = finding.Subject,
        ["path"] = finding.Path,
        ["message"] = finding.Message,
        ["fix"] = finding.Rule.Fix,
        ["link"] = finding.Rule.Link.ToString(),
        ["file"] = finding.Location is { } place ? options.Relative(place.File) : finding.Source.Length > 0 ? options.Relative(SourceFile.PathOf(finding.Source)) : null,
        ["line"] = finding.Location?.Line,
        ["column"] = finding.Location?.Column,
        ["waived"] = finding.WaivedBecause,
    };
}
