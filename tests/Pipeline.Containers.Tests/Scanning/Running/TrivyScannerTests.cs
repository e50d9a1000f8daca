using System.Text.Json.Nodes;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Tests.Scanning.Databases;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Scanning.Running;

/// <summary>With a real Trivy. What it finds comes from a small database: this shows the wiring, not that any image is clean.</summary>
public sealed class TrivyScannerTests : IDisposable
{
    private static readonly GateRules s_rules = new() { Now = SmallDatabase.Collected.AddDays(2) };

    private readonly TestImage image = TestImage.WithFindings();

    public void Dispose() => image.Dispose();

    [RequiresTrivy]
    public async Task Trivy_finds_what_is_in_the_image_and_the_gate_judges_it()
    {
        var run = await RealTrivy.Scanner().ScanAsync(RealTrivy.Request(image));

        Assert.Null(run.NotDone);
        Assert.Equal(image.ConfigDigest, run.Report!.ImageId);
        Assert.Equal(("debian", "12.5"), (run.Report.OperatingSystem!.Family, run.Report.OperatingSystem.Name));
        var verdict = new ScanGate().Judge(run, s_rules);
        Assert.Equal(ScanState.Failed, verdict.State);
        Assert.Equal(["CVE-2099-0001 zlib1g 1:1.2.13", "aws-access-key-id /app/key.sh", "CVE-2024-21907 Newtonsoft.Json 12.0.1"], verdict.Of(FindingFate.Counted).Select(x => $"{x.Finding.Id} {x.Finding.Place}"));
        Assert.Equal("ghcr.io/acme/app@" + image.Digest, verdict.Image!.Reference);
    }

    [RequiresTrivy]
    public async Task An_image_without_anything_of_the_database_passes()
    {
        using var clean = new TestImage([("app/App.deps.json", TestImage.DepsJson("Newtonsoft.Json", "13.0.4"))]);

        var verdict = new ScanGate().Judge(await RealTrivy.Scanner().ScanAsync(RealTrivy.Request(clean)), s_rules);

        Assert.Equal(ScanState.Passed, verdict.State);
        Assert.Contains(verdict.Report!.Targets, x => x.Type == "dotnet-core" && x.PackageCount >= 1);
    }

    [RequiresTrivy]
    public async Task Without_a_database_the_scan_is_not_done_and_a_key_in_the_image_still_counts()
    {
        var request = RealTrivy.Request(image) with { CacheDirectory = Path.Combine(image.Root, "empty") };

        var run = await RealTrivy.Scanner().ScanAsync(request);

        Assert.Contains("There is no vulnerability database", run.NotDone, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Report!.Findings, x => x.Id.StartsWith("CVE", StringComparison.Ordinal));
        Assert.Equal(ScanState.Failed, new ScanGate().Judge(run, s_rules).State);
        Assert.Equal(ScanState.NotDone, new ScanGate { SecretsFailAt = null }.Judge(run, s_rules).State);
    }

    [RequiresTrivy]
    public async Task With_an_empty_or_old_database_the_scan_is_not_done()
    {
        using var clean = new TestImage([("app/App.deps.json", TestImage.DepsJson("Newtonsoft.Json", "13.0.4"))]);
        var empty = await RealTrivy.Scanner().ScanAsync(RealTrivy.Request(clean, new SmallDatabase { Sources = [] }));
        var old = await RealTrivy.Scanner().ScanAsync(RealTrivy.Request(clean, new SmallDatabase { UpdatedAt = SmallDatabase.Collected.AddDays(-30) }));

        Assert.Contains("is empty", empty.NotDone, StringComparison.Ordinal);
        Assert.Contains("32 days old", old.NotDone, StringComparison.Ordinal);
        Assert.Equal(ScanState.NotDone, new ScanGate().Judge(empty, s_rules).State);
        Assert.Equal(ScanState.NotDone, new ScanGate().Judge(old, s_rules).State);
    }

    [RequiresTrivy]
    public async Task A_database_that_knows_nothing_of_the_images_system_makes_the_scan_not_done()
    {
        var run = await RealTrivy.Scanner().ScanAsync(RealTrivy.Request(image, new SmallDatabase { Sources = new() { ["nuget::x"] = new() { ["y"] = [("CVE-2024-21907", "2.0")] } } }));

        Assert.Contains("knows nothing of debian 12,", run.NotDone, StringComparison.Ordinal);
    }

    [RequiresTrivy]
    public async Task A_database_that_cannot_be_downloaded_makes_the_scan_not_done_with_Trivys_own_words()
    {
        var request = RealTrivy.Request(image) with
        {
            CacheDirectory = Path.Combine(image.Root, "empty"),
            UpdateDatabase = true,
            FindSecrets = false,
            FindMisconfigurations = false,
            Environment = new Dictionary<string, string> { ["HTTPS_PROXY"] = "http://127.0.0.1:9" },
        };

        var run = await RealTrivy.Scanner().ScanAsync(request);

        Assert.Null(run.Report);
        Assert.Contains("couldn't be downloaded: ", run.NotDone, StringComparison.Ordinal);
        Assert.DoesNotContain("It said nothing", run.NotDone, StringComparison.Ordinal);
    }

    [RequiresTrivy]
    public async Task Files_of_the_repository_do_not_change_what_Trivy_finds()
    {
        var directory = Environment.CurrentDirectory;
        await File.WriteAllTextAsync(Path.Combine(image.Layout, ".trivyignore"), "CVE-2099-0001\nCVE-2024-21907\naws-access-key-id\n");

        var run = await RealTrivy.Scanner().ScanAsync(RealTrivy.Request(image) with { Environment = new Dictionary<string, string> { ["TRIVY_SEVERITY"] = "LOW", ["TRIVY_IGNOREFILE"] = Path.Combine(image.Layout, ".trivyignore") } });

        Assert.Equal(3, run.Report!.Findings.Count(x => x.Kind != Containers.Scanning.Reports.FindingKind.Misconfiguration));
        Assert.Equal(directory, Environment.CurrentDirectory);
    }

    [RequiresTrivy]
    public async Task A_report_without_a_database_is_kept_too_and_counts_as_not_done_as_before()
    {
        var request = RealTrivy.Request(image) with { ResultsDirectory = Path.Combine(image.Root, "results"), CacheDirectory = Path.Combine(image.Root, "empty") };
        var first = await RealTrivy.Scanner().ScanAsync(request);

        var second = await RealTrivy.Scanner().ScanAsync(request);

        Assert.Equal((false, true), (first.FromCache, second.FromCache));
        Assert.Equal(first.ReportJson, second.ReportJson);
        Assert.All([first, second], x => Assert.Contains("no vulnerability database", x.NotDone, StringComparison.Ordinal));
        Assert.False((await RealTrivy.Scanner().ScanAsync(RealTrivy.Request(image) with { ResultsDirectory = request.ResultsDirectory })).FromCache);
    }

    [RequiresTrivy]
    public async Task A_report_is_kept_by_image_and_database_and_a_changed_one_is_not_believed()
    {
        var results = Path.Combine(image.Root, "results");
        var request = RealTrivy.Request(image) with { ResultsDirectory = results };

        var first = await RealTrivy.Scanner().ScanAsync(request);
        var second = await RealTrivy.Scanner().ScanAsync(request);
        Assert.Equal((false, true), (first.FromCache, second.FromCache));
        Assert.Equal(first.ReportJson, second.ReportJson);

        new SmallDatabase { UpdatedAt = SmallDatabase.Collected.AddDays(1) }.WriteTo(request.CacheDirectory);
        Assert.False((await RealTrivy.Scanner().ScanAsync(request)).FromCache);
        Assert.True((await RealTrivy.Scanner().ScanAsync(request)).FromCache);

        foreach (var kept in Directory.GetFiles(results))
            await File.WriteAllTextAsync(kept, (await File.ReadAllTextAsync(kept)).Replace("CRITICAL", "LOW", StringComparison.Ordinal));
        Assert.False((await RealTrivy.Scanner().ScanAsync(request)).FromCache);
        Assert.False((await RealTrivy.Scanner().ScanAsync(request with { FindLicenses = true })).FromCache);
    }

    [RequiresTrivy]
    public async Task Progress_names_image_and_scanner()
    {
        var lines = new List<string>();

        await RealTrivy.Scanner(new Lines(lines)).ScanAsync(RealTrivy.Request(image));

        Assert.StartsWith($"Scan: ghcr.io/acme/app@{image.Digest} with trivy dev (", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_not_there_or_was_tampered_with_is_refused()
    {
        var request = RealTrivy.Request(image);

        var absent = await Assert.ThrowsAsync<PipelineException>(() => RealTrivy.Scanner().ScanAsync(request with { Digest = Digest.Of("x"u8) }));
        var noLayout = await Assert.ThrowsAsync<PipelineException>(() => RealTrivy.Scanner().ScanAsync(request with { LayoutDirectory = image.Root }));
        await File.AppendAllTextAsync(image.BlobPath(image.ConfigDigest), " ");
        var tampered = await Assert.ThrowsAsync<PipelineException>(() => RealTrivy.Scanner().ScanAsync(request));
        await File.WriteAllTextAsync(image.BlobPath(image.Digest), "x");
        var manifest = await Assert.ThrowsAsync<PipelineException>(() => RealTrivy.Scanner().ScanAsync(request));

        Assert.All((PipelineException[])[absent, noLayout, tampered, manifest], x => Assert.Equal("PIPE3305", x.Code.Id));
        Assert.Contains("lacks the blob", absent.Message, StringComparison.Ordinal);
        Assert.Contains("no index.json", noLayout.Message, StringComparison.Ordinal);
        Assert.Contains($"{image.ConfigDigest} in", tampered.Message, StringComparison.Ordinal);
        Assert.Contains("holds something else", manifest.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latest", null)]
    [InlineData("", null)]
    [InlineData("0.75.0", "aquasec/trivy:0.75.0")]
    [InlineData("0.75.0", "aquasec/trivy@sha256:abc")]
    public void A_pin_that_floats_is_refused(string version, string? pinned) =>
        Assert.Equal("PIPE3306", Assert.Throws<PipelineException>(new TrivyPin { Version = version, Image = pinned }.Require).Code.Id);

    private sealed class Lines(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
