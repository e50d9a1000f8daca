using System.Globalization;

namespace Benchmarks.Onboarding;

/// <summary>The service under load: a large upload beside the store's own client, and requests in a second.</summary>
internal static class ServiceBenchmarks
{
    public static async Task<string> RunAsync(int runs, int mebibytes)
    {
        var product = Workspace.FindProduct();
        var directory = Directory.CreateTempSubdirectory("pipeline-bench-service-").FullName;
        try
        {
            await using var service = await ServiceUnderLoad.StartAsync(product, directory);
            var uploads = await new UploadBenchmark(service, directory, mebibytes).RunAsync(runs);
            var requests = await RequestBenchmark.RunAsync(service);
            return string.Create(CultureInfo.InvariantCulture, $"""
                ## AgentKit.Server
                {Load()}

                {uploads}

                {RequestBenchmark.Connections} connections, {RequestBenchmark.Requests:n0} requests each row, client, service and database on this machine:

                {requests}
                """);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Load() => $"{DateTime.UtcNow:u}, load average {string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3])}";
}
