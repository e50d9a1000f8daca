using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pipeline.ObjectStorage;

namespace Benchmarks.Onboarding;

/// <summary>
/// One large file in memory (a tmpfs where there is one), sent by the kernel (sendfile) to the service, to its answer, and written with the store's own client. Then it leaves
/// quarantine in the background, which is waited for and measured by itself.
/// </summary>
internal sealed class UploadBenchmark(ServiceUnderLoad service, string directory, int mebibytes)
{
    private const string OwnKey = "own/file.csv";

    /// <summary>The service's code is compiled again, and better, while it warms up.</summary>
    private const int WarmUps = 3;

    private readonly string _content = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : directory, $"upload-{Environment.ProcessId}.csv");

    private readonly List<double> _available = [];
    private long Bytes => (long)mebibytes * 1024 * 1024;

    public async Task<string> RunAsync(int runs)
    {
        var client = await service.NewClientAsync("Uploads");
        await using var store = ObjectStores.Open(ObjectStoreLocation.Parse(new Uri(Path.Combine(directory, "own")).AbsoluteUri), new ObjectStoreOptions());
        service.ForgetPeak();
        var idle = service.Memory().Now;
        try
        {
            await WriteContentAsync();
            for (var i = 0; i < WarmUps; i++)
                await SettleAsync(await PostAsync(client));
            _available.Clear();
            return await MeasureAsync(client, store, runs, idle);
        }
        finally
        {
            File.Delete(_content);
        }
    }

    private async Task<string> MeasureAsync(string client, IObjectStore store, int runs, double idle)
    {
        string? file = null;
        var measured = await Series.MeasureAsync(
        [
            new("the store's own client, same bytes", () => TimeAsync(async () =>
            {
                await using var content = File.OpenRead(_content);
                await store.PutAsync(OwnKey, content, new PutOptions { LengthBytes = Bytes }, CancellationToken.None);
            }))
            {
                Before = async () => await SettleAsync(file),
            },
            new("`POST …/files`, to its answer", () => TimeAsync(async () => file = await PostAsync(client)))
            {
                Before = () => store.DeleteAsync(OwnKey, CancellationToken.None),
            },
        ], runs);
        await SettleAsync(file);
        var peak = service.Memory().Peak;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {Series.Table(measured, "x own client")}
            Throughput {measured[0].Median / measured[1].Median:P0} of the store's own client ({mebibytes / measured[1].Median * 1000:0} MiB/s against {mebibytes / measured[0].Median * 1000:0}). Out of quarantine {_available.Order().ElementAt(_available.Count / 2):0.0} s after the answer (median).
            Resident memory of the service: {idle:0} MiB before, at most {peak:0} MiB during all of it, {peak - idle:0} MiB over.
            """);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }

    private async Task WriteContentAsync()
    {
        await using var file = File.Create(_content);
        await new GeneratedFile(Bytes).CopyToAsync(file);
    }

    /// <summary>Gives the file's address.</summary>
    private async Task<string> PostAsync(string client)
    {
        var answer = await FileSender.PostAsync(service.Client, $"{client}/files?category=analytics_export&name=export.csv", _content, "text/csv");
        using var json = JsonDocument.Parse(answer);
        return $"{client}/files/{json.RootElement.GetProperty("file_id").GetString()}";
    }

    /// <summary>Waits until a file has left quarantine, and deletes it: nothing of it may be under way during the next run.</summary>
    private async Task SettleAsync(string? file)
    {
        if (file is null)
            return;
        var watch = Stopwatch.StartNew();
        while (await StatusAsync(file) != "available")
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(5))
                throw new TimeoutException($"{file} didn't leave quarantine in {watch.Elapsed}.");
            await Task.Delay(20);
        }

        _available.Add(watch.Elapsed.TotalSeconds);
        (await service.Client.DeleteAsync(file)).EnsureSuccessStatusCode();
    }

    private async Task<string?> StatusAsync(string file)
    {
        using var json = JsonDocument.Parse(await service.Client.GetStringAsync(file));
        return json.RootElement.GetProperty("status").GetString();
    }
}
