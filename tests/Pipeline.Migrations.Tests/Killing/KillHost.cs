using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Pipeline.Migrations.Running.Crashing;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Killing;

/// <summary>Runs a scenario in a process of its own, which may kill itself.</summary>
internal static class KillHost
{
    /// <summary>The exit code of a process that <c>kill -9</c> ended.</summary>
    public const int Killed = 137;

    /// <param name="server">A server's address, or a directory to run one over that dies too.</param>
    /// <param name="database">The database.</param>
    /// <param name="scenario">What to run.</param>
    /// <param name="killAfter">How many crash points to pass before; 0 to live.</param>
    /// <returns>The exit code, and the points that were passed.</returns>
    public static async Task<(int ExitCode, IReadOnlyList<CrashPoint> Points)> RunAsync(string server, string database, KillScenario scenario, int killAfter)
    {
        var host = typeof(KillHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == "KillHost").Value!;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", host, server, database, scenario.Name, killAfter.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == (killAfter > 0 ? Killed : 0), $"exit code {process.ExitCode}: {errors}");
        return (process.ExitCode, [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Enum.Parse<CrashPoint>)]);
    }
}
