using System.Globalization;
using Pipeline.Engine.Caching;

namespace EndToEnd.Tests.Running;

/// <summary><c>kill -9</c> of a build, then again: right results, right statuses, nothing stale.</summary>
[Collection(SampleGroup.Name)]
public sealed class KillTests(SampleRepository sample) : IDisposable
{
    private const int Killed = 128 + 9;
    private readonly Checkout _checkout = new(sample);

    public void Dispose() => _checkout.Dispose();

    public static TheoryData<string, int> Points
    {
        get
        {
            var points = new TheoryData<string, int>();
            foreach (var point in CrashPoints.All)
            {
                points.Add(point, 1);
                points.Add(point, 2);
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_build_killed_at_a_crash_point_is_put_right_by_the_next(string point, int occurrence)
    {
        // Restoring passes the output points: it needs results that are stored, and outputs that aren't those.
        if (point.StartsWith("output-", StringComparison.Ordinal))
        {
            (await _checkout.RunAsync("Pack")).AssertSuccess();
            _checkout.Write("made/a.txt", "by hand");
            _checkout.Write("made/b.txt", "by hand");
            _checkout.Write("made/more.txt", "by hand");
            _checkout.Write("made/still more.txt", "by hand");
            _checkout.Write("packed.txt", "by hand");
        }

        var killed = await _checkout.RunAsync(
            new Dictionary<string, string> { ["SAMPLE_CRASH_POINT"] = point, ["SAMPLE_CRASH_OCCURRENCE"] = occurrence.ToString(CultureInfo.InvariantCulture) }, "Pack");

        // The index is written once in so short a run; everything else is passed at least twice.
        Assert.True(killed.ExitCode == Killed || (occurrence > 1 && point.StartsWith("index-", StringComparison.Ordinal) && killed.ExitCode == 0), killed.All);
        await AssertRightAsync("ABC");
        _checkout.Write("src/b.txt", "changed");
        await AssertRightAsync("ACHANGEDC");
        _checkout.Write("src/b.txt", "b");
        await AssertRightAsync("ABC");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_build_killed_at_any_time_is_put_right_by_the_next(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 3; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"text{i}");
            _checkout.Write("src/b.txt", text);
            using (var build = _checkout.Start("Pack"))
            {
                await Task.Delay(random.Next(20, 350));
                build.Signal("KILL");
                var ended = await build.EndAsync();
                Assert.True(ended.ExitCode is Killed or 0, ended.All);
            }

            await AssertRightAsync($"A{text.ToUpperInvariant()}C");
        }
    }

    private async Task AssertRightAsync(string packed)
    {
        var second = (await _checkout.RunAsync("Pack")).AssertSuccess();

        Assert.Equal(packed, _checkout.Read("packed.txt"));
        Assert.Equal(["a.txt", "b.txt", "c.txt"], Directory.GetFiles(_checkout.PathOf("made")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(_checkout.Statuses().Values, x => Assert.True(x is "succeeded" or "cached", second.All));

        var third = (await _checkout.RunAsync("Pack")).AssertSuccess();

        Assert.Equal(packed, _checkout.Read("packed.txt"));
        Assert.All(_checkout.Statuses().Values, x => Assert.True(x == "cached", third.All));
    }
}
