using System.Net.Http.Headers;
using EndToEnd.Tests.Processes;
using Pipeline.ObjectStorage;

namespace EndToEnd.Tests.Delivery;

/// <summary>Files of a running service, moved to another store by this repository's own build, which is killed on the way.</summary>
[Collection(DeliveryGroup.Name)]
public sealed class FileTargetTests(ProductCopy copy) : IAsyncLifetime
{
    private const int Files = 300;
    private static readonly Dictionary<string, string> s_noVariables = [];

    private readonly string _target = Directory.CreateTempSubdirectory("pipeline-move-").FullName;

    public Task InitializeAsync() => copy.ForgetRehearsalAsync();

    public Task DisposeAsync()
    {
        Directory.Delete(_target, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Moved_while_the_service_writes_killed_and_gone_on_with()
    {
        await using var service = await DevelopmentService.StartAsync();
        using var client = service.Client();
        await UploadAsync(client, "before.csv");
        await using var from = ObjectStores.Open(ObjectStoreLocation.Parse(new Uri(service.Files).AbsoluteUri));
        await using var to = ObjectStores.Open(ObjectStoreLocation.Parse(new Uri(_target).AbsoluteUri));
        await SeedAsync(from);
        string[] stores = ["--from", from.Location.ToString(), "--to", to.Location.ToString()];

        var planned = await copy.RunAsync(["PlanMoveFiles", .. stores]);
        Assert.Contains($"0 already there, 0 to compare, {Files + 1} to copy", planned.All, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(to));

        using (var move = copy.Start(s_noVariables, ["MoveFiles", .. stores]))
        {
            await Poll.UntilAsync(() => CountAsync(to).GetAwaiter().GetResult() >= 20 || move.HasExited, "some are copied");
            move.Signal("KILL");
            Assert.NotEqual(0, (await move.EndAsync()).ExitCode);
        }

        var there = await CountAsync(to);
        Assert.InRange(there, 20, Files);
        await UploadAsync(client, "meanwhile.csv");
        var resumed = await copy.RunAsync(["MoveFiles", .. stores]);
        Assert.Contains($"{there} already there", resumed.All, StringComparison.Ordinal);
        Assert.Equal(await ContentsAsync(from), await ContentsAsync(to));

        await UploadAsync(client, "after.csv");
        var again = await copy.RunAsync(["MoveFiles", .. stores]);
        Assert.Contains($"{Files + 2} already there, 0 to compare, 1 to copy", again.All, StringComparison.Ordinal);
        Assert.Equal(await ContentsAsync(from), await ContentsAsync(to));
        (await copy.ChildAsync("MoveFiles", "--from", "ftp://x", "--to", to.Location.ToString())).AssertMistake(2, "PIPE2040", "--from");
    }

    private static async Task SeedAsync(IObjectStore store)
    {
        for (var i = 0; i < Files; i++)
        {
            await using var content = new MemoryStream(new byte[1000 + i]);
            await store.PutAsync($"clean/seed-{i:000}", content, new PutOptions { ContentType = "text/csv" }, CancellationToken.None);
        }
    }

    private static async Task UploadAsync(HttpClient client, string name)
    {
        using (await client.PostAsync(new Uri("/v1/clients", UriKind.Relative), new StringContent("""{"client_id":"acme","name":"Acme"}""", MediaTypeHeaderValue.Parse("application/json"))))
        {
            // There already, from the second on.
        }

        using var content = new StringContent("a,b\n1,2\n", MediaTypeHeaderValue.Parse("text/csv"));
        using var answer = await client.PostAsync(new Uri($"/v1/clients/acme/files?category=other&name={name}", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<int> CountAsync(IObjectStore store) => (await ContentsAsync(store)).Count;

    /// <summary>What is there: each key, its size and its checksum.</summary>
    private static async Task<IReadOnlyList<(string Key, long LengthBytes, string? Sha256)>> ContentsAsync(IObjectStore store)
    {
        var found = new List<(string, long, string?)>();
        await foreach (var item in store.ListAsync("", null, CancellationToken.None))
            found.Add((item.Key, item.LengthBytes, (await store.HeadAsync(item.Key, CancellationToken.None))?.Sha256));
        return found;
    }
}
