using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Journaling;

/// <summary>The server as a process, killed while clients write.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 4;
    private const int Writers = 4;
    private readonly string _directory = Directory.CreateTempSubdirectory("killed-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task What_was_acknowledged_is_there_and_no_write_is_there_by_half()
    {
        var random = new Random(42);
        var acknowledged = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var target = acknowledged.Count + random.Next(20, 200);
            using var server = await StartAsync();
            using var client = new MongoClient((await File.ReadAllTextAsync(ReadyFile)).Trim() + "&serverSelectionTimeoutMS=500");
            var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(client, $"{round}.{writer}", acknowledged))).ToArray();
            while (Count(acknowledged) < target)
                Assert.False(server.WaitForExit(TimeSpan.FromMilliseconds(1)), "The server stopped by itself.");
            server.Kill();
            await server.WaitForExitAsync();
            await Task.WhenAll(writing);
            File.Delete(ReadyFile);
        }

        await using var reopened = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { DataDirectory = Path.Combine(_directory, "data") });
        using var reader = new MongoClient(reopened.ConnectionString);
        var found = new HashSet<string>();
        foreach (var name in (string[])["batches", "transactions", "other"])
            found.UnionWith((await reader.GetDatabase("d").GetCollection<BsonDocument>(name).Find("{}").ToListAsync()).Select(x => $"{name}/{x["_id"]}"));

        Assert.Empty(acknowledged.Except(found));
        foreach (var id in found.Where(x => x.EndsWith(".a", StringComparison.Ordinal)))
            Assert.Contains(Other(id), found);
        foreach (var id in found.Where(x => x.EndsWith(".b", StringComparison.Ordinal)))
            Assert.Contains(Other(id), found);
    }

    private string ReadyFile => Path.Combine(_directory, "ready");

    /// <summary>The second document of a write, from the first, and the other way round. Of a transaction it is in another collection.</summary>
    private static string Other(string id) => (id[..^2], id[^1]) switch
    {
        (var x, 'a') => x.Replace("transactions/", "other/", StringComparison.Ordinal) + ".b",
        var (x, _) => x.Replace("other/", "transactions/", StringComparison.Ordinal) + ".a",
    };

    private static int Count(HashSet<string> acknowledged)
    {
        lock (acknowledged)
            return acknowledged.Count;
    }

    private static async Task WriteAsync(MongoClient client, string writer, HashSet<string> acknowledged)
    {
        var database = client.GetDatabase("d");
        try
        {
            for (var i = 0; ; i++)
            {
                var id = $"{writer}.{i}";
                await database.GetCollection<BsonDocument>("batches").InsertManyAsync([new("_id", id + ".a"), new("_id", id + ".b")]);
                Acknowledge(acknowledged, $"batches/{id}.a", $"batches/{id}.b");

                using var session = await client.StartSessionAsync();
                session.StartTransaction();
                await database.GetCollection<BsonDocument>("transactions").InsertOneAsync(session, new BsonDocument("_id", id + ".a"));
                await database.GetCollection<BsonDocument>("other").InsertOneAsync(session, new BsonDocument("_id", id + ".b"));
                await session.CommitTransactionAsync();
                Acknowledge(acknowledged, $"transactions/{id}.a", $"other/{id}.b");
            }
        }
        catch (Exception exception) when (exception is MongoException or TimeoutException)
        {
            // The server was killed.
        }
    }

    private static void Acknowledge(HashSet<string> acknowledged, params ReadOnlySpan<string> ids)
    {
        lock (acknowledged)
        {
            foreach (var id in ids)
                acknowledged.Add(id);
        }
    }

    private async Task<Process> StartAsync()
    {
        var program = typeof(EmbeddedMongoServer).Assembly.Location;
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, "--data-directory", Path.Combine(_directory, "data"), "--ready-file", ReadyFile]) { RedirectStandardOutput = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!File.Exists(ReadyFile))
            await Task.Delay(20, limit.Token);
        return process;
    }
}
