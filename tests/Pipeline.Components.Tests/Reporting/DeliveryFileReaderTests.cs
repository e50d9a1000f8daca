using Pipeline.Components.Coverage;
using Pipeline.Components.Reporting.Reading;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Reporting;

public sealed class DeliveryFileReaderTests : IDisposable
{
    private readonly string _output = Directory.CreateTempSubdirectory("delivery-report-").FullName;

    public void Dispose() => Directory.Delete(_output, recursive: true);

    [Fact]
    public async Task Everything_that_stages_leave_is_found()
    {
        var coverage = SampleRun.Files.Coverage[0].Content;
        coverage.Write(Path.Combine(_output, "coverage", "summary.json"));
        coverage.Write(Path.Combine(_output, "coverage", "fast-summary.json"));
        Leave("images/app.json", """{ "name": "app", "version": "1", "digest": "sha256:aa", "hasBase": true, "sizeBytes": 5 }""");
        Leave("scan/app.summary.json", """{ "state": "failed", "reason": "1 counts", "image": "app@sha256:aa", "counts": { "counted": 1 }, "severities": { "high": 1 }, "problems": [], "findings": [{ "fate": "counted", "severity": "high", "id": "CVE-1", "package": "zlib", "installed": "1.2", "url": "https://example.org/1" }] }""");
        Leave("scan/app.json", """{ "SchemaVersion": 2 }""");
        Leave("audit/packages.json", """{ "state": "not done", "reason": "no data", "image": null, "artifact": "App.sln" }""");
        Leave("sbom/app.cdx.json", "{}");
        Leave("release/release.staging.md", "# Plan");
        await new EvidenceFolder(Path.Combine(_output, "evidence")).WriteAsync(new EvidenceRecord { Kind = "tests", Result = EvidenceResult.Passed, At = SampleRun.Start }, CancellationToken.None);

        var files = new DeliveryFileReader(_output).Read();

        Assert.Empty(files.Unreadable);
        Assert.Equal(["coverage/fast-summary.json", "coverage/summary.json"], files.Coverage.Select(x => x.File.Path));
        Assert.Equal(new Components.Reporting.FoundImage("app", "1", "sha256:aa", true, 5), Assert.Single(files.Images).Content);
        Assert.Equal(("failed", "zlib 1.2"), (Assert.Single(files.Scans).Content.State, files.Scans[0].Content.Findings[0].Where));
        Assert.Equal(("not done", "App.sln"), (Assert.Single(files.Audits).Content.State, files.Audits[0].Content.Image));
        Assert.Equal("tests", Assert.Single(files.Evidence).Kind);
        Assert.Equal("# Plan", Assert.Single(files.Plans).Content);
        Assert.Contains("sbom/app.cdx.json", files.Files.Select(x => x.Path));
    }

    [Theory]
    [InlineData("coverage/summary.json", "{}")]
    [InlineData("images/app.json", "[]")]
    [InlineData("images/app.json", """{ "name": "app", "digest": null, "hasBase": true }""")]
    [InlineData("scan/app.summary.json", """{ "state": 1 }""")]
    [InlineData("scan/app.summary.json", """{ "state": "passed", "counts": { "counted": "x" } }""")]
    [InlineData("scan/app.summary.json", """{ "state": "passed", "findings": [1] }""")]
    [InlineData("audit/packages.json", "")]
    [InlineData("evidence/tests.json", """{ "kind": "tests" }""")]
    public void A_damaged_file_is_named_and_hides_no_other(string path, string content)
    {
        Leave(path, content);
        Leave("release/release.staging.md", "# Plan");

        var files = new DeliveryFileReader(_output).Read();

        Assert.StartsWith($"{path} can't be read: ", Assert.Single(files.Unreadable), StringComparison.Ordinal);
        Assert.Single(files.Plans);
    }

    [Fact]
    public void A_plan_that_is_too_long_for_a_page_is_named()
    {
        Leave("release/release.staging.md", new string('x', 2_000_000));

        Assert.Contains("more than 1024 KiB", Assert.Single(new DeliveryFileReader(_output).Read().Unreadable), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_there_is_nothing_found()
    {
        var files = new DeliveryFileReader(Path.Combine(_output, "none")).Read();

        Assert.Empty(files.Unreadable);
        Assert.Empty(files.Files);
    }

    private void Leave(string path, string content)
    {
        var file = Path.Combine(_output, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
