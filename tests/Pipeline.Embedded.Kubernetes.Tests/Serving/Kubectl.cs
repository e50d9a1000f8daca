using System.Diagnostics;

namespace Pipeline.Embedded.Kubernetes.Tests.Serving;

/// <summary>The real <c>kubectl</c> against an embedded cluster.</summary>
internal sealed class Kubectl(EmbeddedCluster cluster)
{
    public const string Install = "your package manager (kubectl 1.32 or newer)";

    /// <summary>What it prints. It must end well.</summary>
    public async Task<string> RunAsync(string arguments, string? input = null)
    {
        var (code, output, error) = await TryAsync(arguments, input);
        Assert.True(code == 0, $"kubectl {arguments} ended with {code}: {error}");
        return output;
    }

    public async Task<(int Code, string Output, string Error)> TryAsync(string arguments, string? input = null)
    {
        using var process = Start(arguments);
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }

    public Process Start(string arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = cluster.KubeconfigPath;

        // Discovery is cached by address, and addresses come again.
        start.Environment["KUBECACHEDIR"] = Path.Combine(Path.GetDirectoryName(cluster.KubeconfigPath)!, "kubectl-cache");
        return Process.Start(start)!;
    }
}
