using System.Diagnostics;

namespace Pipeline.Secrets.Tests;

/// <summary>Waits for a condition, with a bound.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);

    public static async Task HoldsAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < s_bound, $"The condition didn't hold within {s_bound}.");
            await Task.Delay(10);
        }
    }
}
