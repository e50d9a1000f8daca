using System.Diagnostics;
using Pipeline.Errors;

namespace Nuke.Common.CI.AppVeyor;

/// <summary>The agent's own command, which is on PATH there.</summary>
internal static class AppVeyorAgent
{
    public static void Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("appveyor", arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new PipelineException(CIErrors.Api, $"`appveyor {arguments[0]}` exited with {process.ExitCode}. Its own output above says why.");
    }
}
