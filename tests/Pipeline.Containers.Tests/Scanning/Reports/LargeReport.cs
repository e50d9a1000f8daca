using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Waivers;

namespace Pipeline.Containers.Tests.Scanning.Reports;

/// <summary>A report of the size that an image with thousands of packages gets, and how long the gate takes over it. Free of xunit, so that benchmarks can link this file.</summary>
public static class LargeReport
{
    /// <summary>A report of at least so many bytes, each finding with the fields and texts of a real one.</summary>
    public static byte[] Write(int bytes)
    {
        var text = new StringBuilder("""{"SchemaVersion":2,"ArtifactName":"large","ArtifactType":"container_image","Metadata":{"OS":{"Family":"debian","Name":"12.5"}},"Results":[{"Target":"large (debian 12.5)","Class":"os-pkgs","Type":"debian","Vulnerabilities":[""");
        var description = string.Join(' ', Enumerable.Repeat("An issue was discovered in a function that handles \\\"untrusted\\\" input.", 8));
        var references = string.Join(',', Enumerable.Range(0, 12).Select(x => $"\"https://example.com/advisories/{x}\""));
        string[] severities = ["LOW", "MEDIUM", "HIGH", "CRITICAL", "UNKNOWN"];
        for (var i = 0; text.Length < bytes; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"CVE-2099-{i:00000}");
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$$"""
                {"VulnerabilityID":"{{{id}}}","PkgID":"p{{{i % 400}}}@1.0","PkgName":"p{{{i % 400}}}","PkgIdentifier":{"PURL":"pkg:deb/debian/p{{{i % 400}}}@1.0?arch=amd64\u0026distro=debian-12.5","UID":"0"},"InstalledVersion":"1.0","FixedVersion":"{{{(i % 3 == 0 ? "" : "1.1")}}}","Status":"fixed","Layer":{"Digest":"sha256:0","DiffID":"sha256:1"},"SeveritySource":"nvd","PrimaryURL":"https://example.com/{{{id}}}","DataSource":{"ID":"debian","Name":"Debian","URL":"https://example.com"},"Title":"p{{{i % 400}}}: an issue","Description":"{{{description}}}","Severity":"{{{severities[i % 5]}}}","CweIDs":["CWE-400"],"CVSS":{"nvd":{"V2Score":5,"V3Vector":"CVSS:3.1/AV:N","V3Score":5.3},"redhat":{"V3Score":4.8}},"References":[{{{references}}}],"PublishedDate":"2099-01-01T00:00:00Z"}
                """);
        }

        return Encoding.UTF8.GetBytes(text.Append("]}]}").ToString());
    }

    /// <summary>Reads and judges a report, with waivers and a release before; how long that took.</summary>
    public static (TimeSpan Time, ScanVerdict Verdict) Judge(byte[] report)
    {
        var waivers = Enumerable.Range(0, 50).Select(x => new Waiver { Kind = FindingKind.Vulnerability, Id = $"CVE-2099-{x * 7:00000}", Owner = "team", Reason = "for now", ExpiresAt = DateTimeOffset.MaxValue, Source = $"waivers:{x}" }).ToList();
        var clock = Stopwatch.StartNew();
        var verdict = new ScanGate { FailAt = Severity.High, IgnoreUnfixed = true }.Judge(ScanReportReader.Read(report, "large"), null, new GateRules { Waivers = waivers, Now = DateTimeOffset.UnixEpoch });
        return (clock.Elapsed, verdict);
    }
}
