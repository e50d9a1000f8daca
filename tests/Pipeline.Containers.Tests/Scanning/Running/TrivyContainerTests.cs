using Docker.DotNet;
using Docker.DotNet.Models;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Tests.Scanning.Databases;

namespace Pipeline.Containers.Tests.Scanning.Running;

/// <summary>The real Trivy in a container of a real dockerd: an image is made of its binary, pushed to a local registry, and pinned by the digest that it has there.</summary>
[Trait("Speed", "Slow")]
public sealed class TrivyContainerTests(TrivyImage trivy) : IClassFixture<TrivyImage>, IDisposable
{
    private readonly TestImage image = TestImage.WithFindings();

    public void Dispose() => image.Dispose();

    private ScanRequest Request() => RealTrivy.Request(image) with
    {
        TrivyPath = null,
        Pin = new TrivyPin { Version = "0.75.0", Image = trivy.Pinned },
        Containers = new EngineContainerRunner(trivy.Engine.Engine),
        Environment = new Dictionary<string, string> { ["GITHUB_TOKEN"] = "secret", ["TRIVY_SEVERITY"] = "LOW", ["PATH"] = "/nowhere" },
    };

    [RequiresTrivyInContainer]
    public async Task It_is_fetched_by_its_digest_and_finds_what_the_binary_finds()
    {
        var inContainer = await RealTrivy.Scanner().ScanAsync(Request());
        var here = await RealTrivy.Scanner().ScanAsync(RealTrivy.Request(image));

        Assert.Null(inContainer.NotDone);
        Assert.Equal($"trivy in {trivy.Pinned}", inContainer.Scanner);
        Assert.Equal(image.ConfigDigest, inContainer.Report!.ImageId);
        Assert.Equal(here.Report!.Findings.Select(x => $"{x.Kind} {x.Id} {x.Severity} {x.Place}"), inContainer.Report.Findings.Select(x => $"{x.Kind} {x.Id} {x.Severity} {x.Place}"));
        Assert.Equal(ScanState.Failed, new ScanGate().Judge(inContainer, new GateRules { Now = SmallDatabase.Collected.AddDays(2) }).State);
    }

    [RequiresTrivyInContainer]
    public async Task It_leaves_no_container_behind_and_the_image_as_it_was()
    {
        var layout = Files(image.Layout);

        await RealTrivy.Scanner().ScanAsync(Request());

        using var docker = new DockerClientBuilder().WithEndpoint(trivy.Engine.Endpoint).Build();
        Assert.Empty(await docker.Containers.ListContainersAsync(new ContainersListParameters { All = true }));
        Assert.Equal(layout, Files(image.Layout));
    }

    [RequiresTrivyInContainer]
    public async Task Without_a_database_the_scan_is_not_done_and_a_key_in_the_image_still_counts()
    {
        var run = await RealTrivy.Scanner().ScanAsync(Request() with { CacheDirectory = Path.Combine(image.Root, "empty") });

        Assert.Contains("There is no vulnerability database", run.NotDone, StringComparison.Ordinal);
        Assert.Equal(ScanState.Failed, new ScanGate().Judge(run, new GateRules { Now = SmallDatabase.Collected }).State);
    }

    [RequiresTrivyInContainer]
    public async Task A_database_that_cannot_be_downloaded_makes_the_scan_not_done_with_Trivys_own_words()
    {
        var run = await RealTrivy.Scanner().ScanAsync(Request() with { CacheDirectory = Path.Combine(image.Root, "empty"), UpdateDatabase = true, FindSecrets = false, FindMisconfigurations = false });

        Assert.Null(run.Report);
        Assert.Contains("couldn't be downloaded: ", run.NotDone, StringComparison.Ordinal);
        Assert.DoesNotContain("It said nothing", run.NotDone, StringComparison.Ordinal);
    }

    [RequiresTrivyInContainer]
    public async Task Another_digest_than_the_pinned_one_is_not_run()
    {
        var other = Digest.Of("other"u8).ToString();

        var run = await RealTrivy.Scanner().ScanAsync(Request() with { Pin = new TrivyPin { Version = "0.75.0", Image = $"{trivy.Pinned.Split('@')[0]}@{other}" } });

        Assert.Null(run.Report);
        Assert.Contains(other, run.NotDone, StringComparison.Ordinal);
    }

    private static List<string> Files(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
