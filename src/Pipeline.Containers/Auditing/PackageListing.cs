using System.Text.Json;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Errors;

namespace Pipeline.Containers.Auditing;

/// <summary>What <c>dotnet list package --vulnerable --format json</c> says.</summary>
/// <param name="Sources">The feeds that were asked for vulnerabilities.</param>
/// <param name="Errors">What kept it from an answer.</param>
/// <param name="Warnings">What else it said.</param>
/// <param name="Report">The vulnerabilities, as a report that a gate can judge.</param>
internal sealed record PackageListing(IReadOnlyList<string> Sources, IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings, ScanReport Report)
{
    /// <exception cref="PipelineException">PIPE3451.</exception>
    public static PackageListing Parse(string json, string project)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.Field("version") is not { ValueKind: JsonValueKind.Number } version || version.GetInt32() != 1)
                throw Unreadable(project, "isn't of version 1");

            var problems = root.Items("problems").Select(x => (IsError: x.Text("level") != "warning", Text: x.Text("text") ?? "")).ToList();
            var projects = root.Items("projects").ToList();
            return new PackageListing(
                [.. root.Items("sources").Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!)],
                [.. problems.Where(x => x.IsError).Select(x => x.Text).Distinct()],
                [.. problems.Where(x => !x.IsError).Select(x => x.Text).Distinct()],
                new ScanReport
                {
                    ArtifactName = project,
                    ArtifactType = "nuget",
                    Targets = [.. projects.Select(x => new ScanTarget(x.Text("path") ?? "", "lang-pkgs", "nuget", 0))],
                    // A project of several frameworks has the same package in each.
                    Findings = [.. projects.SelectMany(x => Findings(x, project)).Distinct()],
                });
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw Unreadable(project, $"is no JSON as it should be ({error.Message.TrimEnd('.')})", error);
        }
    }

    private static IEnumerable<Finding> Findings(JsonElement project, string audited) =>
        from framework in project.Items("frameworks")
        from package in framework.Items("topLevelPackages").Concat(framework.Items("transitivePackages"))
        from vulnerability in package.Items("vulnerabilities")
        select FindingOf(project.Text("path") ?? "", package, vulnerability, audited);

    private static Finding FindingOf(string path, JsonElement package, JsonElement vulnerability, string audited)
    {
        var (id, version, url) = (package.Text("id"), package.Text("resolvedVersion"), vulnerability.Text("advisoryurl"));
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(url))
            throw Unreadable(audited, "has a vulnerability without package or advisory");

        var advisory = url.TrimEnd('/')[(url.TrimEnd('/').LastIndexOf('/') + 1)..];
        return new Finding
        {
            Kind = FindingKind.Vulnerability,
            Id = advisory.StartsWith("GHSA-", StringComparison.OrdinalIgnoreCase) || advisory.StartsWith("CVE-", StringComparison.OrdinalIgnoreCase) ? advisory : url,
            Severity = vulnerability.Text("severity")?.ToLowerInvariant() switch
            {
                "low" => Severity.Low,
                "moderate" or "medium" => Severity.Medium,
                "high" => Severity.High,
                "critical" => Severity.Critical,
                "unknown" => Severity.Unknown,
                // Taken for unknown, it would pass below every threshold.
                var other => throw Unreadable(audited, $"rates {url} '{other}', which is none of low, moderate, high and critical"),
            },
            Target = path,
            Class = "lang-pkgs",
            Title = $"{id} {version} has a known vulnerability",
            Package = id,
            PackageUrl = $"pkg:nuget/{id}{(version is null ? "" : "@" + Uri.EscapeDataString(version))}",
            InstalledVersion = version,
            Url = url,
        };
    }

    private static PipelineException Unreadable(string project, string what, Exception? inner = null) =>
        new(AuditErrors.UnreadableAudit, $"NuGet's audit of '{project}' {what}. Run 'dotnet list package --vulnerable --format json' by hand to see it.", inner);
}
