using System.Runtime.InteropServices;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Starting;

/// <summary>The cluster as a program of its own: it runs until it is told to stop.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Any(x => x is "--help" or "-h"))
        {
            Console.Out.WriteLine(CommandLine.Help);
            return 0;
        }

        try
        {
            await RunAsync(CommandLine.Parse(arguments)).ConfigureAwait(false);
            return 0;
        }
        catch (PipelineException exception)
        {
            Console.Error.WriteLine($"{exception.Code.Id}: {exception.Message}");
            return CommandLine.ExitCodeOf(exception);
        }
    }

    private static async Task RunAsync(CommandLine line)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        var cluster = await EmbeddedCluster.StartAsync(line.Options).ConfigureAwait(false);
        await using (cluster.ConfigureAwait(false))
        {
            Console.Out.WriteLine($"{cluster.Address.AbsoluteUri.TrimEnd('/')} {cluster.KubeconfigPath}");
            await stopped.Task.ConfigureAwait(false);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
