using System.Diagnostics;

namespace Pipeline.Containers.Tests;

/// <summary>Another implementation of OCI.</summary>
internal static class Skopeo
{
    /// <summary>Runs it; what it printed comes back, and a failure fails the test with its words.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("skopeo", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }
}
