using Pipeline.Containers.Scanning.Running;
using Pipeline.Errors;
using Pipeline.Tests;

namespace Pipeline.Containers.Tests.Scanning.Running;

/// <summary>What is asked of a container engine; the engine itself is another's.</summary>
public sealed class ContainerTests : IDisposable
{
    private const string Pinned = "aquasec/trivy:0.75.0@sha256:af6acf9a6b85dfe389a1941505c0ce9efef52a4719635e1a962f022a3d855daa";

    private readonly TestImage image = TestImage.WithFindings();
    private readonly Containers containers = new();

    public void Dispose() => image.Dispose();

    [Fact]
    public async Task Without_a_binary_the_pinned_image_runs_with_no_network_and_the_layout_read_only()
    {
        containers.OnScan = work => File.WriteAllText(Path.Combine(work, "report.json"), Report());

        var run = await RealTrivy.Scanner().ScanAsync(Request() with { Environment = new Dictionary<string, string> { ["TOKEN"] = "secret", ["SSL_CERT_FILE"] = "/etc/ssl/ca.pem", ["HTTPS_PROXY"] = "http://proxy:3128" } });

        Assert.Null(run.NotDone);
        Assert.Equal("trivy in " + Pinned, run.Scanner);
        var scan = containers.Runs[^1];
        Assert.Equal((Pinned, false), (scan.Image, scan.HasNetwork));
        Assert.Equal([(image.Layout, "/scan/image", true), (Path.Combine(image.Root, "cache"), "/scan/cache", false)], scan.Mounts.Take(2).Select(x => (x.Source, x.Target, x.IsReadOnly)));
        Assert.Contains("image --input /scan/image --format json --output /scan/work/report.json --cache-dir /scan/cache --skip-db-update", string.Join(' ', scan.Arguments), StringComparison.Ordinal);
        Assert.Equal(["DOCKER_CONFIG", "HOME", "NO_COLOR", "TEMP", "TMP", "TMPDIR", "USERPROFILE"], scan.Environment.Keys.Order(StringComparer.Ordinal));
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task A_binary_on_the_PATH_that_nobody_pinned_is_passed_over_for_the_pinned_image()
    {
        containers.OnScan = work => File.WriteAllText(Path.Combine(work, "report.json"), Report());
        var trivy = new FakeTrivy(image, FakeTrivy.Report(image), onStart: "touch \"$here/started\"");

        var run = await RealTrivy.Scanner().ScanAsync(Request() with { Environment = new Dictionary<string, string> { ["PATH"] = Path.GetDirectoryName(trivy.Path)! } });

        Assert.Equal((null, "trivy in " + Pinned), (run.NotDone, run.Scanner));
        Assert.False(File.Exists(Path.Combine(image.Root, "started")));
    }

    [Fact]
    public async Task Only_the_download_of_the_database_gets_the_network()
    {
        containers.OnDownload = () => new Databases.SmallDatabase().WriteTo(Path.Combine(image.Root, "empty"));
        containers.OnScan = work => File.WriteAllText(Path.Combine(work, "report.json"), Report());

        var run = await RealTrivy.Scanner().ScanAsync(Request() with { CacheDirectory = Path.Combine(image.Root, "empty"), UpdateDatabase = true, Environment = new Dictionary<string, string> { ["HTTPS_PROXY"] = "http://proxy:3128" } });

        Assert.Null(run.NotDone);
        Assert.Equal([true, false, false], containers.Runs.Select(x => x.HasNetwork));
        Assert.Equal("http://proxy:3128", containers.Runs[0].Environment["HTTPS_PROXY"]);
    }

    [Fact]
    public async Task A_download_that_fails_falls_back_to_what_is_there_and_says_so()
    {
        containers.OnScan = work => File.WriteAllText(Path.Combine(work, "report.json"), Report());
        containers.DownloadExitCode = 1;
        var request = Request();
        new Databases.SmallDatabase { NextUpdate = Databases.SmallDatabase.Collected }.WriteTo(request.CacheDirectory);

        var run = await RealTrivy.Scanner().ScanAsync(request with { UpdateDatabase = true });

        Assert.Null(run.NotDone);
        Assert.Equal("The vulnerability database couldn't be downloaded: no route The one of 2026-11-20 06:00 UTC was used.", Assert.Single(run.Notes));
    }

    [Fact]
    public async Task A_database_for_which_no_newer_is_due_is_not_downloaded_again()
    {
        containers.OnScan = work => File.WriteAllText(Path.Combine(work, "report.json"), Report());

        await RealTrivy.Scanner().ScanAsync(Request() with { UpdateDatabase = true });

        Assert.DoesNotContain(containers.Runs, x => x.HasNetwork);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_makes_the_scan_not_done()
    {
        containers.Failure = new PipelineException(Pipeline.Containers.Scanning.ScanErrors.UnreadableReport, "The engine doesn't answer.");

        Assert.Equal("The engine doesn't answer.", (await RealTrivy.Scanner().ScanAsync(Request())).NotDone);
    }

    [Fact]
    public async Task A_container_that_takes_too_long_is_ended()
    {
        containers.Hangs = true;

        var run = await RealTrivy.Scanner().ScanAsync(Request() with { Timeout = TimeSpan.FromMilliseconds(100) });

        Assert.Contains("took longer than", run.NotDone, StringComparison.Ordinal);
    }

    private string Report() => $$$"""{"SchemaVersion":2,"ArtifactName":"x","Metadata":{"ImageID":"{{{image.ConfigDigest}}}"}}""";

    private ScanRequest Request() => RealTrivy.Request(image) with { TrivyPath = null, Pin = new TrivyPin { Version = "0.75.0", Image = Pinned }, Containers = containers };

    private sealed class Containers : IContainerRunner
    {
        public List<ContainerRun> Runs { get; } = [];

        public Action<string> OnScan { get; set; } = _ => { };

        public Action OnDownload { get; set; } = () => { };

        public int DownloadExitCode { get; set; }

        public PipelineException? Failure { get; set; }

        public bool Hangs { get; set; }

        public async Task<ToolResult> RunAsync(ContainerRun run, CancellationToken cancellationToken)
        {
            Runs.Add(run);
            if (Failure is not null)
                throw Failure;
            if (Hangs)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            if (run.Arguments.Contains("--help"))
                return new ToolResult(0, FakeTrivy.Help, "");
            if (run.Arguments.Contains("--download-db-only"))
            {
                OnDownload();
                return new ToolResult(DownloadExitCode, "", "no route");
            }

            OnScan(run.Mounts.Single(x => x.Target == "/scan/work").Source);
            return new ToolResult(0, "", "");
        }
    }
}
