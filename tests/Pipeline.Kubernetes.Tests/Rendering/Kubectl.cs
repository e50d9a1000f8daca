using System.Diagnostics;

namespace Pipeline.Kubernetes.Tests.Rendering;

/// <summary>The kubectl of this machine.</summary>
internal static class Kubectl
{
    public static async Task<(int ExitCode, string Output, string Error)> KustomizeAsync(string directory)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", directory]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
