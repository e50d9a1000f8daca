using System.Text;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Scanning.Reports;

public sealed class ScanReportReaderTests
{
    [Fact]
    public void A_report_is_read_with_everything_that_a_gate_needs()
    {
        var report = Reports.Read(Reports.Whole);

        Assert.Equal(("ghcr.io/acme/app", "container_image", "0.75.0"), (report.ArtifactName, report.ArtifactType, report.ScannerVersion));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 11, 0, 0, TimeSpan.Zero), report.CreatedAt);
        Assert.Equal(new OperatingSystemRelease("debian", "12.5", IsEndOfLife: true), report.OperatingSystem);
        Assert.Equal(Reports.ImageId, report.ImageId?.ToString());
        Assert.Single(report.RepoDigests);
        Assert.Equal(new ScanTarget("ghcr.io/acme/app (debian 12.5)", "os-pkgs", "debian", 2), report.Targets[0]);
        Assert.Equal(6, report.Targets.Count);
        Assert.Equal(
            ["Vulnerability CVE-2019-18276 Low", "Vulnerability CVE-2099-0001 Critical", "Vulnerability CVE-2024-21907 High", "Misconfiguration DS002 High", "Secret aws-access-key-id Critical", "License GPL-3.0 High"],
            report.Findings.Select(x => $"{x.Kind} {x.Id} {x.Severity}"));
    }

    [Fact]
    public void A_vulnerability_has_its_package_fix_and_score()
    {
        var report = Reports.Read(Reports.Whole);

        var (bash, zlib, json) = (report.Findings[0], report.Findings[1], report.Findings[2]);
        Assert.Equal(("bash 5.0-4", false, 8.1, "affected"), (bash.Place, bash.HasFix, bash.Score, bash.Status));
        Assert.Equal(("9:99", true), (zlib.FixedVersion, zlib.HasFix));
        Assert.Equal("pkg:deb/debian/zlib1g@1%3A1.2.13?distro=debian-12.5", zlib.PackageUrl);
        Assert.Equal(("pkg:nuget/Newtonsoft.Json@12.0.1", "app/x.dll"), (json.PackageUrl, json.Path));
    }

    [Fact]
    public void A_check_that_passed_is_no_finding_and_one_that_failed_has_its_lines()
    {
        var found = Assert.Single(Reports.Read(Reports.Whole).Findings, x => x.Kind == FindingKind.Misconfiguration);

        Assert.Equal(("AVD-DS-0002", 2, 3, "Last USER is root", "Add USER"), (found.OtherId, found.StartLine, found.EndLine, found.Message, found.Resolution));
    }

    [Fact]
    public void Nothing_that_stands_beside_a_secret_is_taken_from_the_report()
    {
        var secret = Assert.Single(Reports.Read(Reports.Whole).Findings, x => x.Kind == FindingKind.Secret);

        Assert.DoesNotContain("hunter2", secret.ToString(), StringComparison.Ordinal);
        Assert.Equal(("/app/key.sh", 3), (secret.Target, secret.StartLine));
    }

    [Fact]
    public void The_order_of_fields_does_not_matter()
    {
        var report = Reports.Read("""{"Results":[{"Vulnerabilities":[{"Severity":"high","PkgName":"a","VulnerabilityID":"CVE-1"}],"Type":"npm","Class":"lang-pkgs","Target":"package-lock.json"}],"ArtifactName":"x","SchemaVersion":2}""");

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("package-lock.json", "lang-pkgs", "pkg:npm/a", Severity.High), (finding.Target, finding.Class, finding.PackageUrl, finding.Severity));
    }

    [Fact]
    public void A_byte_order_mark_is_no_hindrance() =>
        Assert.Equal(6, ScanReportReader.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Reports.Whole)], "x").Findings.Count);

    [Fact]
    public void An_image_without_anything_in_it_has_a_report_without_results() =>
        Assert.Empty(Reports.Read("""{"SchemaVersion":2,"ArtifactName":"x","Results":null}""").Findings);

    [Fact]
    public void A_report_that_was_cut_off_anywhere_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes(Reports.Whole);

        for (var length = 0; length < whole.Length; length++)
        {
            var error = Assert.Throws<PipelineException>(() => ScanReportReader.Read(whole.AsSpan(0, length), "report.json"));
            Assert.Equal("PIPE3301", error.Code.Id);
        }
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  \n", "is empty")]
    [InlineData("[]", "holds no JSON object")]
    [InlineData("not json", "is damaged at line 1")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x"}{}""", "is damaged at line 1")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":[""", "was cut off at line 1")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":{}}""", "another kind")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":[7]}""", "another kind")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":7}""", "another kind")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":["CVE"]}]}""", "another kind")]
    [InlineData("""{"SchemaVersion":2}""", "ArtifactName")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"t","Vulnerabilities":[{"Severity":"HIGH"}]}]}""", "without its id")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"t","Vulnerabilities":[{"VulnerabilityID":"CVE-1","Severity":"GRAVE"}]}]}""", "rates CVE-1 'GRAVE'")]
    public void What_is_broken_is_refused_with_its_place(string json, string what)
    {
        var error = Assert.Throws<PipelineException>(() => Reports.Read(json));

        Assert.Equal("PIPE3301", error.Code.Id);
        Assert.Contains("'report.json'", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"SchemaVersion":1,"ArtifactName":"x"}""", "has SchemaVersion 1")]
    [InlineData("""{"SchemaVersion":3,"ArtifactName":"x"}""", "has SchemaVersion 3")]
    [InlineData("""{"ArtifactName":"x"}""", "has no SchemaVersion")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6"}""", "is a CycloneDX bill of materials")]
    [InlineData("""{"spdxVersion":"SPDX-2.3"}""", "is an SPDX-2.3 bill of materials")]
    [InlineData("""{"version":"2.1.0","runs":[{}]}""", "is a SARIF log")]
    public void Another_format_is_refused_by_its_name(string json, string what)
    {
        var error = Assert.Throws<PipelineException>(() => Reports.Read(json));

        Assert.Equal("PIPE3302", error.Code.Id);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => ScanReportReader.ReadFileAsync("/nowhere/report.json"));

        Assert.Contains("/nowhere/report.json", error.Message, StringComparison.Ordinal);
    }

    [RequiresTrivyReports]
    public async Task Every_report_of_Trivys_own_tests_is_read_and_the_bill_of_materials_is_refused()
    {
        var read = new List<string>();
        foreach (var path in Directory.EnumerateFiles(RealReports.Directory!, "*.json").Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(path).Contains("cyclonedx", StringComparison.Ordinal))
            {
                Assert.Equal("PIPE3302", (await Assert.ThrowsAsync<PipelineException>(() => ScanReportReader.ReadFileAsync(path))).Code.Id);
                continue;
            }

            var report = await ScanReportReader.ReadFileAsync(path);
            Assert.All(report.Findings.Where(x => x.Kind == FindingKind.Vulnerability), x => Assert.True(PackageUrl.TryParse(x.PackageUrl, out _), x.PackageUrl));
            read.Add($"{Path.GetFileNameWithoutExtension(path)} {report.Findings.Count} {report.OperatingSystem?.Family} {report.OperatingSystem?.IsEndOfLife}");
        }

        Assert.Equal(
            ["alpine-310 4 alpine True", "alpine-39 6 alpine True", "debian-buster 2 debian False", "distroless-base 4 debian False", "dotnet 1  ", "helm 18  ", "npm 1  ", "nuget 1  ", "secrets 2  ", "ubuntu-1804-ignore-unfixed 4 ubuntu False"],
            read);
    }

    [Fact]
    public void A_large_report_is_judged_whole()
    {
        var (_, verdict) = LargeReport.Judge(LargeReport.Write(2_000_000));

        Assert.Equal(ScanState.Failed, verdict.State);
        Assert.True(verdict.Findings.Count > 800, $"{verdict.Findings.Count} findings");
        Assert.Equal(verdict.Findings.Count, Enum.GetValues<FindingFate>().Sum(x => verdict.Of(x).Count()));
    }
}
