namespace Pipeline.Containers.Scanning.Reports;

/// <summary>The package URL of a finding in a report of a version of Trivy that wrote none (before 0.48).</summary>
internal static class PackageUrls
{
    public static string? Of(Finding finding, OperatingSystemRelease? system, IReadOnlyList<ScanTarget> targets)
    {
        var type = targets.FirstOrDefault(x => x.Name == finding.Target && x.Class == finding.Class)?.Type;
        var version = finding.InstalledVersion is { } installed ? "@" + Uri.EscapeDataString(installed) : "";
        return type switch
        {
            "dotnet-core" or "nuget" or "packages-props" => $"pkg:nuget/{Escaped(finding.Package!)}{version}",
            "npm" or "node-pkg" or "yarn" or "pnpm" => $"pkg:npm/{Escaped(finding.Package!)}{version}",
            "debian" or "ubuntu" => $"pkg:deb/{type}/{Escaped(finding.Package!)}{version}{Distribution(type + "-")}",
            "alpine" => $"pkg:apk/alpine/{Escaped(finding.Package!)}{version}{Distribution("")}",
            _ => null,
        };

        string Distribution(string prefix) => system is null ? "" : $"?distro={prefix}{system.Name}";
    }

    private static string Escaped(string name) => Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal);
}
