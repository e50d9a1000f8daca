using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AgentKit.Server.Files.Crashing;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Tests.Files;

/// <summary>
/// The service is killed at each crash point of an upload. Afterwards every file that a caller can see is whole, and nothing else is left.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class KillTests
{
    private static readonly byte[] s_csv = SampleContent.Text(string.Concat(Enumerable.Repeat("a,b\n", 300_000)));

    public static TheoryData<string, string> Cases => new()
    {
        { "streamed", nameof(CrashPoint.UploadBegun) },
        { "streamed", nameof(CrashPoint.ObjectStored) },
        { "streamed", nameof(CrashPoint.UploadStored) },
        { "streamed", nameof(CrashPoint.FileWritten) },
        { "streamed", nameof(CrashPoint.UploadEnded) },
        { "streamed", nameof(CrashPoint.ObjectCopied) },
        { "streamed", nameof(CrashPoint.FilePublished) },
        { "streamed", nameof(CrashPoint.ObjectsDeleted) },
        { "large", nameof(CrashPoint.CheckClaimed) },
        { "large", nameof(CrashPoint.ObjectCopied) },
        { "large", nameof(CrashPoint.FilePublished) },
        { "refused", nameof(CrashPoint.UploadAbandoned) },
        { "direct", nameof(CrashPoint.Completing) },
        { "direct", nameof(CrashPoint.ObjectStored) },
        { "direct", nameof(CrashPoint.FileWritten) },
        { "direct, large", nameof(CrashPoint.Inspected) },
        { "rejected", nameof(CrashPoint.FileRejected) },
        { "parts", nameof(CrashPoint.PartsBegun) },
        { "parts", nameof(CrashPoint.PartStored) },
        { "parts", nameof(CrashPoint.PartsJoined) },
        { "deleted", nameof(CrashPoint.FileDeleted) },
    };

    [Fact]
    public void Every_crash_point_is_killed_at() =>
        Assert.Equal(Enum.GetNames<CrashPoint>().Order(), Cases.Select(x => (string)x[1]).Distinct().Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_kill_leaves_nothing_half_visible(string scenario, string point)
    {
        var folder = Directory.CreateTempSubdirectory("agentkit-kill-").FullName;
        var (server, database) = (await TestDatabases.ServerAsync(), await TestDatabases.NewAsync());
        try
        {
            var name = database.DatabaseNamespace.DatabaseName;
            await FileService.AddClientAsync(database, FileService.Client, "org-a");
            await using (var host = await KillHost.ServeAsync(server, name, folder, scenario is "large" or "direct, large" or "rejected" ? 10 : 100_000_000, point))
            {
                var accepted = await TryAsync(host, scenario);
                Assert.True(await host.DiesAsync(), $"It didn't come to {point}.");

                await KillHost.RecoverAsync(server, name, folder);
                await AssertWholeAsync(database, folder, scenario, accepted);
            }
        }
        finally
        {
            await database.Client.DropDatabaseAsync(database.DatabaseNamespace.DatabaseName);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("streamed", "file.uploaded")]
    [InlineData("direct", "file.uploaded")]
    [InlineData("deleted", "file.deleted")]
    public async Task A_kill_between_a_change_and_its_entry_leaves_neither(string scenario, string action)
    {
        var folder = Directory.CreateTempSubdirectory("agentkit-kill-").FullName;
        var (server, database) = (await TestDatabases.ServerAsync(), await TestDatabases.NewAsync());
        await using var proxy = await DatabaseProxy.StartAsync();
        try
        {
            var name = database.DatabaseNamespace.DatabaseName;
            await FileService.AddClientAsync(database, FileService.Client, "org-a");
            await using var host = await KillHost.ServeAsync(proxy.ConnectionString, name, folder, 100_000_000, "none");
            // An entry that is let through before is that of the upload.
            var entries = action == "file.uploaded" ? 0 : 1;
            proxy.Asking = (command, collection) =>
            {
                if ((command, collection) != ("insert", "audit_log") || entries-- > 0)
                    return true;
                host.Kill();
                return false;
            };

            var accepted = await TryAsync(host, scenario);
            Assert.True(await host.DiesAsync(), "It didn't write the entry.");

            await KillHost.RecoverAsync(server, name, folder);
            await AssertWholeAsync(database, folder, "killed before the entry", accepted);
            Assert.Equal(action == "file.uploaded" ? [] : ["available"], (await database.GetCollection<BsonDocument>("uploaded_files").Find("{}").ToListAsync()).Select(x => x["status"].AsString));
        }
        finally
        {
            await database.Client.DropDatabaseAsync(database.DatabaseNamespace.DatabaseName);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AssertWholeAsync(IMongoDatabase database, string folder, string scenario, bool accepted)
    {
        var files = await database.GetCollection<BsonDocument>("uploaded_files").Find("{}").ToListAsync();
        await using var store = ObjectStores.Open(ObjectStoreLocation.Parse($"file://{folder}/files"));
        List<StoredObject> objects = [];
        await foreach (var found in store.ListAsync("", null, CancellationToken.None))
            objects.Add(found);

        Assert.Equal(0, await database.GetCollection<BsonDocument>("file_uploads").CountDocumentsAsync("{}"));
        Assert.All(files, x => Assert.False(x.Contains("due_at"), $"Something is left to do: {x}"));
        var available = files.Where(x => x["status"] == "available").ToList();
        Assert.Equal(available.Select(x => (x["object_key"].AsString, x["size_bytes"].ToInt64())).Order(), objects.Select(x => (x.Key, x.LengthBytes)).Order());
        foreach (var file in available)
            Assert.Equal(file["sha256"].AsString, (await store.HeadAsync(file["object_key"].AsString, CancellationToken.None))!.Sha256);
        await foreach (var pending in store.ListMultipartAsync("", CancellationToken.None))
            Assert.Fail($"{pending} is left");

        // What happened to a file is in the audit log, and nothing that didn't happen.
        var entries = await database.GetCollection<BsonDocument>("audit_log").Find("{ resource_type: 'file' }").ToListAsync();
        Assert.Equal(Ids(files, "_id", _ => true), Ids(entries, "resource_id", x => x["action"] == "file.uploaded"));
        Assert.Equal(Ids(files, "_id", x => x["status"] == "deleted"), Ids(entries, "resource_id", x => x["action"] == "file.deleted"));

        // Whoever was told that it is taken finds it.
        if (accepted)
            Assert.Equal(scenario switch { "rejected" => "rejected", "deleted" => "deleted", _ => "available" }, Assert.Single(files)["status"]);
    }

    private static IEnumerable<string> Ids(IEnumerable<BsonDocument> documents, string field, Func<BsonDocument, bool> wanted) =>
        documents.Where(wanted).Select(x => x[field].ToString()!).Order(StringComparer.Ordinal);

    /// <summary>True when an upload was answered as taken before the end.</summary>
    private static async Task<bool> TryAsync(KillHost host, string scenario)
    {
        var accepted = false;
        try
        {
            switch (scenario)
            {
                case "streamed" or "large" or "deleted":
                    var file = await PostAsync(host, s_csv);
                    accepted = true;
                    if (scenario == "deleted")
                        await host.Http.DeleteAsync(new Uri($"/v1/clients/acme/files/{file["file_id"]}", UriKind.Relative));
                    break;
                case "refused":
                    await PostAsync(host, [.. s_csv, 0, 1, 2]);
                    break;
                default:
                    byte[] content = scenario == "rejected" ? [.. s_csv[..500_000], 0, 1, 2] : scenario == "parts" ? s_csv : s_csv[..500_000];
                    await UploadAsync(host, content);
                    accepted = true;
                    break;
            }
        }
        catch (HttpRequestException)
        {
            // Killed in the middle of the request.
        }

        return accepted;
    }

    private static async Task<JsonNode> PostAsync(KillHost host, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        using var response = await host.Http.PostAsync(FileService.Address("other", "a.csv"), body);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static async Task UploadAsync(KillHost host, byte[] content)
    {
        using var begun = await host.Http.PostAsJsonAsync(new Uri("/v1/clients/acme/uploads", UriKind.Relative), new { category = "other", name = "a.csv", size_bytes = content.Length, content_type = "text/csv" });
        var upload = JsonNode.Parse(await begun.Content.ReadAsStringAsync())!;
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new("text/csv");
        var address = upload["request"] is { } request ? new Uri((string)request["url"]!).PathAndQuery : ((string)upload["part_url"]!).Replace("{part}", "1", StringComparison.Ordinal);
        using var put = await host.Http.PutAsync(new Uri(address, UriKind.Relative), body);
        put.EnsureSuccessStatusCode();
        using var completed = await host.Http.PostAsync(new Uri((string)upload["complete_url"]!, UriKind.Relative), null);
        completed.EnsureSuccessStatusCode();
    }
}
