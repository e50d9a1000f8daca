using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Containers.Scanning.Running;

/// <summary>Trivy's arguments. Some were renamed over the years: its own help says which it has.</summary>
internal sealed partial class TrivyArguments(string help)
{
    public const string ReportFile = "report.json";

    // Newer versions would ask their maker for news, send figures, and fetch checks; an older one knows none of these.
    private static readonly string[] s_quiet = ["--skip-check-update", "--skip-policy-update", "--skip-version-check", "--disable-telemetry", "--skip-vex-repo-update", "--skip-java-db-update", "--offline-scan", "--list-all-pkgs", "--no-progress"];

    private readonly HashSet<string> known = [.. Flags().Matches(help).Select(x => x.Value)];

    /// <summary>False when the help isn't that of a Trivy that can do what is needed.</summary>
    public bool AreUsable => known.IsSupersetOf(["--input", "--format", "--output", "--cache-dir", "--skip-db-update", "--scanners"]);

    /// <summary>Whether it can look for licences: an old one can't.</summary>
    public bool CanFindLicenses => help.Contains("license", StringComparison.Ordinal);

    /// <param name="request">What is asked for.</param>
    /// <param name="place">The folders, as Trivy sees them.</param>
    /// <param name="withVulnerabilities">False without a database.</param>
    public IReadOnlyList<string> Scan(ScanRequest request, TrivyPlace place, bool withVulnerabilities)
    {
        var misconfigurations = help.Contains("misconfig", StringComparison.Ordinal) ? "misconfig" : "config";
        List<string> scanners = [];
        if (withVulnerabilities)
            scanners.Add("vuln");
        if (request.FindSecrets)
            scanners.Add("secret");
        if (request.FindMisconfigurations)
            scanners.Add(misconfigurations);
        if (request.FindLicenses)
            scanners.Add("license");

        List<string> arguments =
        [
            "image", "--input", place.Layout, "--format", "json", "--output", $"{place.Work}/{ReportFile}", "--cache-dir", place.Cache,
            "--skip-db-update", "--scanners", string.Join(',', scanners), "--exit-code", "0",
            "--timeout", string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (long)request.Timeout.TotalSeconds)}s"),
            .. s_quiet.Where(known.Contains),
        ];
        if (request.FindMisconfigurations && known.Contains("--image-config-scanners"))
            arguments.AddRange(["--image-config-scanners", misconfigurations]);
        return arguments;
    }

    public static IReadOnlyList<string> DownloadDatabase(TrivyPlace place) => ["image", "--download-db-only", "--no-progress", "--cache-dir", place.Cache];

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex Flags();
}
