using Pipeline.Engine.Caching;

namespace Pipeline.Engine.Tests.Caching;

/// <summary>A process is killed at each crash point; the next one must come to the right result, and keep to it.</summary>
public sealed class KillTests : IDisposable
{
    private const int Killed = 128 + 9;

    private readonly CachedBuild _build = new();

    public static TheoryData<string, int> PointsOfSaving { get; } = new()
    {
        { CrashPoints.RecordWritten, 1 }, { CrashPoints.RecordSaved, 1 }, { CrashPoints.IndexWritten, 1 }, { CrashPoints.IndexSaved, 1 },
        { CrashPoints.BlobWritten, 1 }, { CrashPoints.BlobWritten, 3 }, { CrashPoints.BlobSaved, 1 }, { CrashPoints.BlobSaved, 3 },
        { CrashPoints.EntryWritten, 1 }, { CrashPoints.EntrySaved, 1 }, { CrashPoints.RecordWritten, 2 }, { CrashPoints.RecordSaved, 2 },
        { CrashPoints.IndexWritten, 2 }, { CrashPoints.IndexSaved, 2 },
    };

    public static TheoryData<string, int> PointsOfRestoring { get; } = new()
    {
        { CrashPoints.OutputFetched, 1 }, { CrashPoints.OutputFetched, 3 }, { CrashPoints.OutputRemoved, 1 }, { CrashPoints.OutputRemoved, 2 },
        { CrashPoints.OutputPlaced, 1 }, { CrashPoints.OutputPlaced, 2 }, { CrashPoints.OutputPlaced, 3 },
        { CrashPoints.RecordWritten, 1 }, { CrashPoints.RecordSaved, 1 }, { CrashPoints.IndexWritten, 1 }, { CrashPoints.IndexSaved, 1 },
    };

    public void Dispose() => _build.Dispose();

    [Fact]
    public void Every_crash_point_is_killed_at_somewhere()
    {
        var covered = PointsOfSaving.Concat(PointsOfRestoring).Select(x => (string)((object[])x)[0]).ToHashSet();

        Assert.Equal(CrashPoints.All.Order(), covered.Order());
    }

    [Theory]
    [MemberData(nameof(PointsOfSaving))]
    public async Task A_build_killed_while_it_keeps_a_result_is_followed_by_a_right_one(string point, int occurrence)
    {
        _build.Write("src/c.txt", "c");
        await KillAsync(point, occurrence);

        await AssertThatTheBuildIsRightAsync();
        _build.Write("src/a.txt", "changed");
        await AssertThatTheBuildIsRightAsync();
        _build.Write("src/a.txt", "a");
        await AssertThatTheBuildIsRightAsync();
    }

    [Theory]
    [MemberData(nameof(PointsOfRestoring))]
    public async Task A_build_killed_while_it_restores_is_followed_by_a_right_one(string point, int occurrence)
    {
        _build.Write("src/c.txt", "c");
        await RunAsync(0);
        _build.Write("src/a.txt", "second");
        _build.Write("src/d.txt", "d");
        _build.Write("src/e.txt", "e");
        await RunAsync(0);

        // Back to the first sources, with the outputs of the second and a third of them spoilt.
        _build.Write("src/a.txt", "a");
        File.Delete(_build["src/d.txt"]);
        File.Delete(_build["src/e.txt"]);
        _build.Write("output/c.txt", "by hand");
        File.Delete(_build["output/deep/b.txt"]);
        await KillAsync(point, occurrence);

        await AssertThatTheBuildIsRightAsync();
        _build.Write("src/a.txt", "second");
        await AssertThatTheBuildIsRightAsync();
    }

    [Fact]
    public async Task Builds_at_the_same_time_on_one_store_do_not_harm_each_other()
    {
        var builds = Enumerable.Range(0, 4).Select(_ => new CachedBuild()).ToArray();
        try
        {
            for (var round = 0; round < 3; round++)
            {
                foreach (var build in builds)
                {
                    for (var i = 0; i < 20; i++)
                        build.Write($"src/{i}.txt", $"round {round}, file {i % 7}");
                }

                var processes = builds.Select(x => CacheProbe.Start(x.Root, _build.StoreDirectory)).ToArray();
                foreach (var process in processes)
                    Assert.Equal((0, ""), (await EndAsync(process), await process.StandardError.ReadToEndAsync()));
                Assert.All(builds, x => x.AssertOutputIsRight());
            }

            foreach (var build in builds)
            {
                Directory.Delete(build["output"], recursive: true);
                using var process = CacheProbe.Start(build.Root, _build.StoreDirectory);
                Assert.Equal(0, await EndAsync(process));
                Assert.Equal("Restored", (await process.StandardOutput.ReadToEndAsync()).Trim());
                build.AssertOutputIsRight();
            }
        }
        finally
        {
            foreach (var build in builds)
                build.Dispose();
        }
    }

    [Fact]
    public async Task Builds_at_the_same_time_in_one_checkout_do_not_harm_the_cache()
    {
        await RunAsync(0);
        _build.Write("output/a.txt", "by hand");
        _build.Write("output/deep/b.txt", "by hand");

        var processes = Enumerable.Range(0, 4).Select(_ => CacheProbe.Start(_build.Root, _build.StoreDirectory)).ToArray();
        foreach (var process in processes)
            await EndAsync(process);

        await AssertThatTheBuildIsRightAsync();
    }

    private async Task KillAsync(string point, int occurrence)
    {
        await RunAsync(OperatingSystem.IsWindows() ? -1 : Killed, point, occurrence.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task AssertThatTheBuildIsRightAsync()
    {
        await RunAsync(0);
        _build.AssertOutputIsRight();
        Assert.Equal("UpToDate", await RunAsync(0));
        _build.AssertOutputIsRight();
    }

    private async Task<string> RunAsync(int expectedExitCode, params string[] arguments)
    {
        using var process = CacheProbe.Start([_build.Root, _build.StoreDirectory, .. arguments]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(expectedExitCode == await EndAsync(process), $"exit code {process.ExitCode}: {await output}{await error}");
        return (await output).Trim();
    }

    private static async Task<int> EndAsync(System.Diagnostics.Process process)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(bound.Token);
        return process.ExitCode;
    }
}
