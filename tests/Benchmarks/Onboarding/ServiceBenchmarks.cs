using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Pipeline.ObjectStorage;

namespace Benchmarks.Onboarding;

/// <summary>The service under load: a large upload beside the store's own client, and requests in a second.</summary>
internal static class ServiceBenchmarks
{
    private const long UploadBytes = 1L << 30;
    private const int Connections = 16;
    private const int Requests = 4_000;

    public static async Task<string> RunAsync(int runs)
    {
        var product = Workspace.FindProduct();
        var directory = Directory.CreateTempSubdirectory("pipeline-bench-service-").FullName;
        try
        {
            await using var service = await ServiceUnderLoad.StartAsync(product, directory);
            var uploads = await UploadAsync(service, directory, runs);
            var requests = await RequestsAsync(service);
            return $"""
                ## AgentKit.Server

                {uploads}

                {Connections} connections, {Requests:n0} requests each row, client, service and database on this machine:

                {requests}
                """;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<string> UploadAsync(ServiceUnderLoad service, string directory, int runs)
    {
        var client = await service.NewClientAsync("Uploads");
        await using var store = ObjectStores.Open(ObjectStoreLocation.Parse(new Uri(Path.Combine(directory, "own")).AbsoluteUri), new ObjectStoreOptions());
        await ThroughServiceAsync(service, client, UploadBytes / 64);
        service.ForgetPeak();
        var idle = service.Memory().Now;
        var peak = 0.0;
        var measured = await Series.MeasureAsync(
        [
            new("the store's own client, same bytes", async () =>
            {
                var watch = Stopwatch.StartNew();
                await using var content = new GeneratedFile(UploadBytes);
                await store.PutAsync("own/file.csv", content, new PutOptions { LengthBytes = UploadBytes }, CancellationToken.None);
                return watch.Elapsed;
            }),
            new("`POST …/files`, checked and published", async () =>
            {
                var elapsed = await ThroughServiceAsync(service, client, UploadBytes);
                peak = Math.Max(peak, service.Memory().Peak);
                return elapsed;
            }),
        ], runs);
        return string.Create(CultureInfo.InvariantCulture, $"""
            One file of 1 GiB to a folder:

            {Series.Table(measured, "x own client")}
            Throughput {measured[0].Median / measured[1].Median:P0} of the store's own client ({UploadBytes / 1024.0 / 1024 / measured[1].Median * 1000:0} MiB/s against {UploadBytes / 1024.0 / 1024 / measured[0].Median * 1000:0}). Resident memory: {idle:0} MiB before, at most {peak:0} MiB during all uploads, {peak - idle:0} MiB over.
            """);
    }

    private static async Task<TimeSpan> ThroughServiceAsync(ServiceUnderLoad service, string client, long bytes)
    {
        using var content = new StreamContent(new GeneratedFile(bytes), 128 * 1024);
        content.Headers.ContentLength = bytes;
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var watch = Stopwatch.StartNew();
        using var response = await service.Client.PostAsync($"{client}/files?category=analytics_export&name=export.csv", content);
        var elapsed = watch.Elapsed;
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"The upload was answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return elapsed;
    }

    private static async Task<string> RequestsAsync(ServiceUnderLoad service)
    {
        var clients = new string[Requests];
        var rows = new List<string>
        {
            await MeasureAsync("`POST /v1/clients`", async i => clients[i] = await service.NewClientAsync($"Client {i}")),
            await MeasureAsync("`GET /v1/clients/{client_id}`", i => GetAsync(service, clients[i * 7919 % Requests])),
            await MeasureAsync("`GET /v1/clients?limit=20`", _ => GetAsync(service, "/v1/clients?limit=20")),
        };
        return "| | requests /s | p50 ms | p99 ms |\n|---|---:|---:|---:|\n" + string.Join('\n', rows);
    }

    private static async Task<string> MeasureAsync(string name, Func<int, Task> request)
    {
        var times = new double[Requests];
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < Requests; i = Interlocked.Increment(ref next))
            {
                var started = Stopwatch.GetTimestamp();
                await request(i);
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }));
        var elapsed = watch.Elapsed;
        Array.Sort(times);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {Requests / elapsed.TotalSeconds:n0} | {times[Requests / 2]:0.0} | {times[Requests * 99 / 100]:0.0} |");
    }

    private static async Task GetAsync(ServiceUnderLoad service, string address)
    {
        using var response = await service.Client.GetAsync(address);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }
}
