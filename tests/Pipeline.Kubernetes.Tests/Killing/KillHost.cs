using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Pipeline.Kubernetes.Applying.Crashing;

namespace Pipeline.Kubernetes.Tests.Killing;

/// <summary>Runs a scenario in a process of its own, which may kill itself.</summary>
internal static class KillHost
{
    // The exit code of a process that kill -9 ended.
    private const int Killed = 137;

    /// <param name="kubeconfig">The cluster.</param>
    /// <param name="place">The namespace and the group of the widgets.</param>
    /// <param name="scenario">What to run.</param>
    /// <param name="killAfter">How many crash points to pass before; 0 to live.</param>
    /// <returns>The points that were passed.</returns>
    public static async Task<IReadOnlyList<CrashPoint>> RunAsync(string kubeconfig, DeployPlace place, DeployScenario scenario, int killAfter)
    {
        var host = typeof(KillHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == "KillHost").Value!;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", host, kubeconfig, place.Namespace, place.Group, scenario.Name, killAfter.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == (killAfter > 0 ? Killed : 0), $"exit code {process.ExitCode}: {errors}");
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Enum.Parse<CrashPoint>)];
    }
}
