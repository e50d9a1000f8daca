using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Storing;
using Pipeline.Embedded.Kubernetes.Watching;

namespace Pipeline.Embedded.Kubernetes.Tests.Watching;

public class WatchOrderTests
{
    private const string Last = "last";

    [Fact]
    public async Task Whoever_lists_and_then_watches_ends_with_what_there_is_however_much_is_written_meanwhile()
    {
        using var store = new ObjectStore(null);
        using var ended = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var writers = Enumerable.Range(0, 4).Select(x => Task.Run(() => WriteAtRandom(store, seed: x, writes: 2000))).ToArray();

        var followers = Enumerable.Range(0, 8).Select(x => Task.Run(() => FollowAsync(store, ended.Token))).ToArray();
        await Task.WhenAll(writers);
        store.Put("configmaps", "default", Last, null, Value(Last));
        var seen = await Task.WhenAll(followers);

        var expected = store.Read("configmaps").Objects.In(null).ToDictionary(x => x.Name, x => x.Version);
        Assert.All(seen, x => Assert.Equal(expected, x));
    }

    [Fact]
    public async Task Watches_over_HTTP_tell_every_change_once_in_order()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Client(cluster);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var told = Task.Run(() => CollectAsync(client, count: 300, patience.Token));

        await Parallel.ForAsync(0, 100, patience.Token, async (i, token) =>
        {
            var map = await client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = $"m{i}" } }, "default", cancellationToken: token);
            map.Data = new Dictionary<string, string> { ["a"] = "1" };
            await client.CoreV1.ReplaceNamespacedConfigMapAsync(map, map.Name(), "default", cancellationToken: token);
            await client.CoreV1.DeleteNamespacedConfigMapAsync(map.Name(), "default", cancellationToken: token);
        });
        var events = await told;

        Assert.Equal(events.Order(), events);
        Assert.Equal(300, events.Distinct().Count());
    }

    private static async Task<List<long>> CollectAsync(k8s.Kubernetes client, int count, CancellationToken cancellationToken)
    {
        var versions = new List<long>();
        await foreach (var (_, item) in client.CoreV1.WatchListNamespacedConfigMapAsync("default", resourceVersion: "1", cancellationToken: cancellationToken))
        {
            versions.Add(long.Parse(item.ResourceVersion(), System.Globalization.CultureInfo.InvariantCulture));
            if (versions.Count == count)
                break;
        }

        return versions;
    }

    private static void WriteAtRandom(ObjectStore store, int seed, int writes)
    {
        var random = new Random(seed);
        for (var i = 0; i < writes; i++)
        {
            var name = $"m{random.Next(50)}";
            var before = store.Find("configmaps", "default", name);
            if (before is not null && random.Next(4) == 0)
                store.Remove("configmaps", before);
            else
                store.Put("configmaps", "default", name, before, Value(name));
        }
    }

    private static JsonObject Value(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" } };

    // Lists, then watches from the list's version until the last object comes; starts over where the list was too old.
    private static async Task<Dictionary<string, long>> FollowAsync(ObjectStore store, CancellationToken cancellationToken)
    {
        var filter = new ObjectFilter(BuiltInTypes.ConfigMaps, null, LabelSelector.Everything, FieldSelector.Everything);
        while (true)
        {
            var page = new ObjectList(store).Read(new ListRequest { Filter = filter });
            var known = page.Items.ToDictionary(x => x.Name, x => x.Version);
            if (known.ContainsKey(Last))
                return known;
            var request = new WatchRequest { Filter = filter, ResourceVersion = ObjectJson.Version(page.Version), Timeout = TimeSpan.FromMinutes(1) };
            var version = page.Version;
            await foreach (var told in new ObjectWatch(store, TimeProvider.System).ReadAsync(request, cancellationToken))
            {
                if (told.Error is not null)
                    break;
                Assert.True(told.Version > version, "A watch went back in time.");
                version = told.Version;
                Assert.Equal(told.Type != "ADDED", known.ContainsKey(told.Value!.Name));
                known[told.Value.Name] = told.Version;
                if (told.Type == "DELETED")
                    known.Remove(told.Value.Name);
                if (told.Value.Name == Last)
                    return known;
            }
        }
    }
}
