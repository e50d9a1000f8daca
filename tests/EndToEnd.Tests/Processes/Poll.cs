using System.Diagnostics;

namespace EndToEnd.Tests.Processes;

/// <summary>Waits for a condition, within a bound.</summary>
internal static class Poll
{
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Child.Bound, $"This didn't come about: {what}");
            await Task.Delay(10);
        }
    }
}
