using System.Globalization;
using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests.Running;

/// <summary>Ctrl+C and its like.</summary>
[Collection(SampleGroup.Name)]
public sealed class InterruptTests(SampleRepository sample) : IDisposable
{
    private readonly Checkout _checkout = new(sample);

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_the_targets_child_runs_what_is_assured_and_gives_130(string signal)
    {
        using var build = _checkout.Start("Waits", "CleansUp");
        var child = await ChildOfTargetAsync();

        build.Signal(signal);
        var ended = await build.EndAsync();

        Assert.True(ended.ExitCode == 130, ended.All);
        await Poll.UntilAsync(() => !IsRunning(child), $"the end of the target's child {child}");
        Assert.Equal("yes\n", _checkout.Read("cleaned-up"));
        Assert.Equal("cancelled", _checkout.Statuses()["Waits"]);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_interrupt_ends_a_build_whose_target_does_not_listen()
    {
        using var build = _checkout.Start("Ignores", "CleansUp");
        await ChildOfTargetAsync();

        build.Signal("INT");
        await Task.Delay(500);
        Assert.False(build.HasExited, "The target ignores the first one, so the build must still wait for it.");
        build.Signal("INT");
        var ended = await build.EndAsync();

        Assert.True(ended.ExitCode == 130, ended.All);
        Assert.Contains("Cancelling", ended.Error, StringComparison.Ordinal);
        Assert.False(_checkout.Has("cleaned-up"));
    }

    private static bool IsRunning(int process)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat");
        try
        {
            return File.ReadAllText(status).Split(") ")[^1][0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<int> ChildOfTargetAsync()
    {
        await Poll.UntilAsync(() => _checkout.Has("child.pid") && _checkout.Read("child.pid").EndsWith('\n'), "the start of the target");
        return int.Parse(_checkout.Read("child.pid"), CultureInfo.InvariantCulture);
    }
}
