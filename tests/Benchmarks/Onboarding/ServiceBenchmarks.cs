using System.Globalization;

namespace Benchmarks.Onboarding;

/// <summary>The service under load: a large upload beside the store's own client, and requests in a second.</summary>
internal static class ServiceBenchmarks
{
    private const string Memory = "/dev/shm";

    public static async Task<string> RunAsync(int runs, int mebibytes)
    {
        var directory = Directory.CreateTempSubdirectory("pipeline-bench-service-").FullName;
        // A disk that is shared gives one writer a gigabyte in 0.4 s and the next one in 2: in memory both meet the same.
        var memory = Directory.Exists(Memory) ? Directory.CreateDirectory(Path.Combine(Memory, Path.GetFileName(directory))).FullName : null;
        try
        {
            var published = await ServiceUnderLoad.PublishAsync(Workspace.FindProduct(), directory);
            var uploads = new List<string>();
            if (memory is not null)
                uploads.Add(await UploadAsync(published, directory, memory, "in memory", mebibytes, runs));
            uploads.Add(await UploadAsync(published, directory, directory, "on the disk", mebibytes, runs));
            await using var service = await ServiceUnderLoad.StartAsync(published, directory, directory);
            var requests = await RequestBenchmark.RunAsync(service);
            return string.Create(CultureInfo.InvariantCulture, $"""
                ## AgentKit.Server
                {string.Join("\n\n", uploads)}

                {RequestBenchmark.Connections} connections, {RequestBenchmark.Requests:n0} requests each row, client, service and database on this machine, {Load()}:

                {requests}
                """);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
            if (memory is not null)
                Directory.Delete(memory, recursive: true);
        }
    }

    private static async Task<string> UploadAsync(string published, string directory, string files, string where, int mebibytes, int runs)
    {
        var load = Load();
        await using var service = await ServiceUnderLoad.StartAsync(published, directory, files);
        return $"One file of {mebibytes} MiB to a folder {where}, {runs} rounds, begun {load}:\n\n{await new UploadBenchmark(service, files, mebibytes).RunAsync(runs)}";
    }

    private static string Load() => $"{DateTime.UtcNow:u}, load average {string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3])}";
}
