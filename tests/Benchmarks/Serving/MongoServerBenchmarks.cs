using System.Diagnostics;
using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;

namespace Benchmarks.Serving;

/// <summary>What the embedded MongoDB server does in a second, over its socket with the official driver, and how fast it is there.</summary>
internal static class MongoServerBenchmarks
{
    private const int Documents = 1_000_000;
    private const int Batch = 1_000;
    private const int Finds = 5_000;

    public static async Task<string> RunAsync(int runs)
    {
        var directory = Directory.CreateTempSubdirectory("pipeline-bench-mongodb-").FullName;
        try
        {
            var empty = await StartupAsync(Path.Combine(directory, "empty"), runs);
            var options = new EmbeddedMongoServerOptions { DataDirectory = Path.Combine(directory, "full") };
            string throughput;
            await using (var server = await EmbeddedMongoServer.StartAsync(options))
                throughput = await ThroughputAsync(server, runs);
            var full = await StartupAsync(options.DataDirectory, Math.Min(runs, 5));
            return string.Create(CultureInfo.InvariantCulture, $"""
                ## The embedded MongoDB server

                With a data directory, from MongoDB.Driver {typeof(MongoClient).Assembly.GetName().Version!.ToString(2)} over its socket, one client, documents of about 100 bytes:

                {throughput}

                Start to the first answered command, in a running process: {Line(empty)} with no data, {Line(full)} with {Documents:n0} documents and two indexes.
                """);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<string> ThroughputAsync(EmbeddedMongoServer server, int runs)
    {
        using var client = new MongoClient(server.ConnectionString);
        var clients = client.GetDatabase("bench").GetCollection<BsonDocument>("clients");
        await clients.Indexes.CreateManyAsync([new("{ email: 1 }", new() { Unique = true }), new("{ city: 1, size: -1 }")]);
        var insert = Stopwatch.StartNew();
        for (var from = 0; from < Documents; from += Batch)
            await clients.InsertManyAsync(Enumerable.Range(from, Batch).Select(Document));
        insert.Stop();

        var random = new Random(1);
        var series = await Series.MeasureAsync(
        [
            new("find by `_id`", () => TimesAsync(Finds, () => clients.Find(new BsonDocument("_id", random.Next(Documents))).SingleAsync())),
            new("find by a unique index", () => TimesAsync(Finds, () => clients.Find(new BsonDocument("email", $"client{random.Next(Documents)}@example.com")).SingleAsync())),
            new("`updateOne` by `_id`", () => TimesAsync(Finds, () => clients.UpdateOneAsync(new BsonDocument("_id", random.Next(Documents)), "{ $inc: { visits: 1 } }"))),
            new("find 20 by a compound index, sorted", () => TimesAsync(Finds, () => clients.Find(new BsonDocument("city", $"city {random.Next(100)}")).Sort("{ size: -1 }").Limit(20).ToListAsync())),
        ], runs);
        var aggregate = await Series.MeasureAsync(
        [
            new("`$match` 10,000 by index, `$group`", () => OnceAsync(clients, "{ $match: { city: 'city 7' } }", "{ $group: { _id: null, size: { $avg: '$size' } } }")),
            new("`$group` all by city", () => OnceAsync(clients, "{ $group: { _id: '$city', n: { $sum: 1 }, size: { $avg: '$size' } } }")),
            new("count with a filter that no index has", () => OnceAsync(clients, "{ $match: { size: { $gte: 9000 } } }", "{ $count: 'n' }")),
        ], Math.Min(runs, 5));
        var rows = series.Select(x => string.Create(CultureInfo.InvariantCulture, $"| {x.Name} | {Finds / x.Median * 1000:n0} /s | {x.Median / Finds * 1000:0} µs each |"))
            .Concat(aggregate.Select(x => string.Create(CultureInfo.InvariantCulture, $"| aggregate: {x.Name} | | {x.Median:0} ms |")));
        return string.Create(CultureInfo.InvariantCulture, $"| | | |\n|---|---:|---:|\n| `insertMany` in batches of {Batch:n0}, two indexes kept | {Documents / insert.Elapsed.TotalSeconds:n0} /s | {insert.Elapsed.TotalMicroseconds / Documents:0.0} µs each |\n") + string.Join('\n', rows);
    }

    private static async Task<Series> StartupAsync(string directory, int runs) => (await Series.MeasureAsync(
    [
        new("", async () =>
        {
            var watch = Stopwatch.StartNew();
            await using var server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { DataDirectory = directory });
            using var client = new MongoClient(server.ConnectionString);
            await client.GetDatabase("admin").RunCommandAsync<BsonDocument>("{ ping: 1 }");
            return watch.Elapsed;
        }),
    ], runs))[0];

    private static BsonDocument Document(int i) => new()
    {
        { "_id", i }, { "email", $"client{i}@example.com" }, { "city", $"city {i % 100}" }, { "size", i * 7919 % 10_000 }, { "name", $"client number {i}" },
    };

    private static async Task<TimeSpan> TimesAsync(int times, Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
            await action();
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> OnceAsync(IMongoCollection<BsonDocument> collection, params string[] stages)
    {
        var watch = Stopwatch.StartNew();
        _ = await (await collection.AggregateAsync<BsonDocument>(stages.Select(BsonDocument.Parse).ToArray())).ToListAsync();
        return watch.Elapsed;
    }

    private static string Line(Series series) => string.Create(CultureInfo.InvariantCulture, $"median {series.Median:0} ms ({series.Milliseconds.Min():0} to {series.Milliseconds.Max():0})");
}
