using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Onboarding;

/// <summary>Clients created, read and listed over many connections at once.</summary>
internal static class RequestBenchmark
{
    public const int Connections = 16;
    public const int Requests = 4_000;

    private const int WarmUp = 500;

    public static async Task<string> RunAsync(ServiceUnderLoad service)
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
        await AllAsync(WarmUp, request);
        var watch = Stopwatch.StartNew();
        await AllAsync(Requests, async i =>
        {
            var started = Stopwatch.GetTimestamp();
            await request(i);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });
        var elapsed = watch.Elapsed;
        Array.Sort(times);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {Requests / elapsed.TotalSeconds:n0} | {times[Requests / 2]:0.0} | {times[Requests * 99 / 100]:0.0} |");
    }

    private static Task AllAsync(int count, Func<int, Task> request)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await request(i);
        }));
    }

    private static async Task GetAsync(ServiceUnderLoad service, string address)
    {
        using var response = await service.Client.GetAsync(address);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }
}
