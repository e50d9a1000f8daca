using System.Text.Json;
using Nuke.Common.IO;
using Pipeline.Components.Images;
using Pipeline.Components.Scanning;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Scanning.Waivers;
using Pipeline.Containers.Tests.Scanning;
using Pipeline.Containers.Tests.Scanning.Databases;
using Pipeline.Errors;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Images;

/// <summary>The scan of a build's images. The real Trivy has a small database: this shows the wiring, not that any image is clean.</summary>
public sealed class ImageScanTests : IDisposable
{
    private readonly TestImage _image = TestImage.WithFindings();

    public void Dispose() => _image.Dispose();

    private ImageFiles Files
    {
        get
        {
            var files = new ImageFiles("image", (AbsolutePath)_image.Root);
            File.WriteAllText(files.RecordFile, $$"""{"name":"image","version":"1","digest":"{{_image.Digest}}","hasBase":true}""");
            return files;
        }
    }

    private ImageScan Scan(TrivyPin? pin, params Waiver[] waivers) => new()
    {
        Gate = new ScanGate(),
        Pin = pin,
        TrivyPath = RealTrivy.Path,
        DatabaseDirectory = Path.Combine(_image.Root, "cache"),
        ResultsDirectory = Path.Combine(_image.Root, "results"),
        OutputDirectory = Path.Combine(_image.Root, "scan"),
        Variables = new Dictionary<string, string>(),
        Waivers = waivers,
        Time = new SetTime(SmallDatabase.Collected.AddDays(2)),
    };

    [RequiresTrivy]
    public async Task What_counts_fails_the_gate_by_name_and_leaves_every_report()
    {
        new SmallDatabase().WriteTo(Path.Combine(_image.Root, "cache"));
        var scan = Scan(RealTrivy.Pin);

        var (run, verdict) = await scan.RunAsync(Files, new Progress<string>(), default);

        Assert.Equal(ScanState.Failed, verdict.State);
        var refused = ImageScan.Failure([(Files, run, verdict)]);
        Assert.Equal("PIPE2210", refused.Code.Id);
        Assert.Contains("CVE-2024-21907 (high) in Newtonsoft.Json 12.0.1, fixed in 13.0.1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["image.json", "image.md", "image.sarif", "image.summary.json"], Directory.GetFiles(scan.OutputDirectory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var evidence = ImageScan.Evidence([(Files, run, verdict)]);
        Assert.Equal((EvidenceResult.Failed, "3"), (evidence.Result, evidence.Figures["image.counted"]));
        Assert.Equal([new EvidenceInput("image", _image.Digest.ToString()), new EvidenceInput("image.scan.json", Containers.Digest.Of(run.ReportJson!).ToString())], evidence.Inputs);
        Assert.True((await scan.RunAsync(Files, new Progress<string>(), default)).Run.FromCache);
    }

    [RequiresTrivy]
    public async Task Licences_are_looked_for_where_the_gate_counts_them()
    {
        using var image = new TestImage([
            ("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"),
            ("var/lib/dpkg/status", "Package: zlib1g\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:1.2.13\nMaintainer: x <x@example.com>\nDescription: x\n\n"),
            ("usr/share/doc/zlib1g/copyright", "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: AGPL-3.0\n"),
        ]);
        var files = new ImageFiles("image", (AbsolutePath)image.Root);
        await File.WriteAllTextAsync(files.RecordFile!, $$"""{"name":"image","version":"1","digest":"{{image.Digest}}","hasBase":true}""");
        new SmallDatabase().WriteTo(Path.Combine(_image.Root, "cache"));
        var scan = Scan(RealTrivy.Pin) with { Gate = new ScanGate { MisconfigurationsFailAt = null } };

        var without = (await scan.RunAsync(files, new Progress<string>(), default)).Verdict;
        var with = (await (scan with { Gate = scan.Gate with { LicensesFailAt = Severity.Critical } }).RunAsync(files, new Progress<string>(), default)).Verdict;

        Assert.Equal((ScanState.Passed, "nothing found"), (without.State, without.Reason));
        Assert.Equal((ScanState.Failed, "AGPL-3.0"), (with.State, Assert.Single(with.Of(FindingFate.Counted)).Finding.Id[..8]));
    }

    [RequiresTrivy]
    public async Task A_waiver_lets_a_finding_through_and_one_that_nothing_needs_is_told()
    {
        new SmallDatabase().WriteTo(Path.Combine(_image.Root, "cache"));
        Waiver Waive(string id, Containers.Scanning.Reports.FindingKind kind) => new() { Kind = kind, Id = id, Owner = "team", Reason = "not reached", ExpiresAt = SmallDatabase.Collected.AddDays(30), Source = "test" };
        var scan = Scan(RealTrivy.Pin, Waive("CVE-2024-21907", Containers.Scanning.Reports.FindingKind.Vulnerability), Waive("CVE-2099-0001", Containers.Scanning.Reports.FindingKind.Vulnerability), Waive("aws-access-key-id", Containers.Scanning.Reports.FindingKind.Secret), Waive("CVE-1999-0001", Containers.Scanning.Reports.FindingKind.Vulnerability));

        var (run, verdict) = await scan.RunAsync(Files, new Progress<string>(), default);

        Assert.Equal(ScanState.Passed, verdict.State);
        Assert.Equal("CVE-1999-0001", Assert.Single(scan.Unused([verdict])).Id);
        Assert.Empty(scan.Unused([verdict, ScanVerdict.NotDone("no Trivy")]));
        Assert.Equal((EvidenceResult.Passed, "3"), (ImageScan.Evidence([(Files, run, verdict)]).Result, ImageScan.Evidence([(Files, run, verdict)]).Figures["image.waived"]));
        Assert.Equal(EvidenceResult.NotDone, ImageScan.Evidence([(Files, run, verdict), (Files, run, ScanVerdict.NotDone("no Trivy"))]).Result);
    }

    [RequiresTrivy]
    public async Task What_the_release_before_was_released_with_does_not_count_where_the_gate_says_so()
    {
        new SmallDatabase().WriteTo(Path.Combine(_image.Root, "cache"));
        var before = await ReleasedAsync(SmallDatabase.Collected.AddDays(2));
        var scan = Scan(RealTrivy.Pin) with { Gate = new ScanGate { OnlyNewSince = true }, PreviousDirectory = before };

        var (run, verdict) = await scan.RunAsync(Files, new Progress<string>(), default);
        var counting = (await (scan with { Gate = new ScanGate() }).RunAsync(Files, new Progress<string>(), default)).Verdict;

        Assert.Equal((ScanState.Passed, 3), (verdict.State, verdict.Of(FindingFate.KnownBefore).Count()));
        Assert.Equal("3", ImageScan.Evidence([(Files, run, verdict)]).Figures["image.knownBefore"]);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(before, "image.json")), await File.ReadAllBytesAsync(Path.Combine(scan.OutputDirectory, "image.previous.json")));
        Assert.Equal(ScanState.Failed, counting.State);
        Assert.Contains(counting.Notes, x => x.Contains("doesn't say OnlyNewSince", StringComparison.Ordinal));
    }

    [RequiresTrivy]
    public async Task Where_there_is_no_report_of_a_release_everything_counts_and_that_is_said()
    {
        new SmallDatabase().WriteTo(Path.Combine(_image.Root, "cache"));
        var failed = await ReleasedAsync(null);
        var another = await ReleasedAsync(SmallDatabase.Collected.AddDays(2));
        File.WriteAllText(Path.Combine(another, "image.summary.json"), (await File.ReadAllTextAsync(Path.Combine(another, "image.summary.json"))).Replace("image@", "other@", StringComparison.Ordinal));

        foreach (var (directory, reason) in ((string?, string)[])[(null, "none was named (--previous-scan)"), (Path.Combine(_image.Root, "nothing"), "there is no '"), (failed, "its gate says \"failed\""), (another, "its gate isn't known")])
        {
            var (_, verdict) = await (Scan(RealTrivy.Pin) with { Gate = new ScanGate { OnlyNewSince = true }, PreviousDirectory = directory }).RunAsync(Files, new Progress<string>(), default);

            Assert.Equal((ScanState.Failed, 3), (verdict.State, verdict.Of(FindingFate.Counted).Count()));
            Assert.Contains(verdict.Notes, x => x.StartsWith("Nothing was taken as known before: ", StringComparison.Ordinal) && x.Contains(reason, StringComparison.Ordinal));
            Assert.False(File.Exists(Path.Combine(_image.Root, "scan", "image.previous.json")));
        }
    }

    // The reports of a build whose findings were all waived until then; without waivers, of one that failed.
    private async Task<string> ReleasedAsync(DateTimeOffset? waivedUntil)
    {
        var folder = Path.Combine(_image.Root, waivedUntil is null ? "failed" : "released");
        Waiver[] waivers = waivedUntil is not { } until ? [] :
        [
            .. ((string[])["CVE-2024-21907", "CVE-2099-0001"]).Select(x => new Waiver { Kind = Containers.Scanning.Reports.FindingKind.Vulnerability, Id = x, Owner = "team", Reason = "for now", ExpiresAt = until.AddDays(1), Source = "test" }),
            new Waiver { Kind = Containers.Scanning.Reports.FindingKind.Secret, Id = "aws-access-key-id", Owner = "team", Reason = "for now", ExpiresAt = until.AddDays(1), Source = "test" },
        ];
        await (Scan(RealTrivy.Pin, waivers) with { OutputDirectory = folder }).RunAsync(Files, new Progress<string>(), default);
        return folder;
    }

    [Fact]
    public async Task Without_Trivy_or_without_a_pin_the_scan_is_not_done_and_never_passed()
    {
        foreach (var scan in (ImageScan[])[Scan(null), Scan(new TrivyPin { Version = "0.75.0" }) with { TrivyPath = null }])
        {
            Directory.CreateDirectory(scan.OutputDirectory);
            foreach (var left in (string[])["image.sarif", "image.json"])
                await File.WriteAllTextAsync(Path.Combine(scan.OutputDirectory, left), "of an earlier run");

            var (run, verdict) = await scan.RunAsync(Files, new Progress<string>(), default);

            Assert.Equal(ScanState.NotDone, verdict.State);
            var evidence = ImageScan.Evidence([(Files, run, verdict)]);
            Assert.Equal(EvidenceResult.NotDone, evidence.Result);
            Assert.Contains("Trivy", evidence.Reason, StringComparison.Ordinal);
            Assert.Equal(["image.md", "image.summary.json"], Directory.GetFiles(scan.OutputDirectory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(scan.OutputDirectory, "image.summary.json")));
            Assert.Equal("not done", summary.RootElement.GetProperty("state").GetString());
        }

        Assert.Equal(EvidenceResult.NotDone, ImageScan.Evidence([]).Result);
    }

    [Theory]
    [InlineData("{", "PIPE2211")]
    [InlineData("""{"version":"0.75.0","binary":"x"}""", "PIPE2211")]
    [InlineData("""{"image":"aquasec/trivy"}""", "PIPE2211")]
    [InlineData("""{"version":"0.75.0","image":"aquasec/trivy:0.75.0"}""", "PIPE3306")]
    [InlineData("""{"version":"0.75.0","binaries":["1234"]}""", "PIPE3006")]
    public async Task A_lock_file_that_pins_nothing_is_refused(string content, string id)
    {
        var file = Path.Combine(_image.Root, "trivy.lock.json");
        await File.WriteAllTextAsync(file, content);

        Assert.Equal(id, (await Assert.ThrowsAsync<PipelineException>(() => TrivyLock.ReadAsync(file, default))).Code.Id);
    }

    [Fact]
    public async Task The_repositorys_own_lock_file_pins_an_image_by_digest()
    {
        var pin = await TrivyLock.ReadAsync(Path.Combine(RepositoryRoot.Path, ".nuke", "trivy.lock.json"), default);

        Assert.Contains("@sha256:", pin!.Image, StringComparison.Ordinal);
        Assert.Null(await TrivyLock.ReadAsync(Path.Combine(_image.Root, "none"), default));
    }
}
