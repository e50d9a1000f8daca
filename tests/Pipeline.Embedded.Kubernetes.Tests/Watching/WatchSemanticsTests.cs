using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.Watching;

public class WatchSemanticsTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_version_that_is_too_old_is_told_as_an_error_event()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await WriteOftenAsync(client, times: 4200);

        var events = await WatchAsync(client, "resourceVersion=5&timeoutSeconds=5");

        var error = Assert.Single(events);
        Assert.Equal("ERROR", (string?)error["type"]);
        Assert.Equal(410, (int)error["object"]!["code"]!);
        Assert.Equal("Expired", (string?)error["object"]!["reason"]);
        Assert.StartsWith("too old resource version: 5 (", (string?)error["object"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initial_events_end_with_a_bookmark()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await PostAsync(client, """{"metadata":{"name":"a"}}""");

        var events = await WatchAsync(client, "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1");

        Assert.Equal(["ADDED", "BOOKMARK"], events.Select(x => (string?)x["type"]));
        Assert.Equal("true", (string?)events[1]["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]);
    }

    [Fact]
    public async Task An_object_that_no_longer_matches_is_deleted_for_the_watch_and_one_that_does_now_is_added()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await PostAsync(client, """{"metadata":{"name":"a","labels":{"in":"yes"}}}""");
        var version = await PostAsync(client, """{"metadata":{"name":"b","labels":{"in":"no"}}}""");
        await PatchAsync(client, "a", """{"metadata":{"labels":{"in":"no"}}}""");
        var last = await PatchAsync(client, "b", """{"metadata":{"labels":{"in":"yes"}}}""");

        var events = await WatchAsync(client, $"labelSelector=in%3Dyes&resourceVersion={version}&timeoutSeconds=1");

        Assert.Equal(["DELETED a", "ADDED b"], events.Select(x => $"{x["type"]} {x["object"]!["metadata"]!["name"]}"));
        Assert.Equal("yes", (string?)events[0]["object"]!["metadata"]!["labels"]!["in"]);
        Assert.Equal(last, (string?)events[1]["object"]!["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task Initial_events_without_their_match_are_refused()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);

        var answer = await client.GetAsync($"{Maps}?watch=1&sendInitialEvents=true");

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<List<JsonNode>> WatchAsync(HttpClient client, string query)
    {
        var text = await client.GetStringAsync($"{Maps}?watch=1&{query}");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => JsonNode.Parse(x)!)];
    }

    private static async Task WriteOftenAsync(HttpClient client, int times)
    {
        await PostAsync(client, """{"metadata":{"name":"often"}}""");
        for (var i = 0; i < times; i++)
            await PatchAsync(client, "often", $$$"""{"data":{"i":"{{{i}}}"}}""");
    }

    private static async Task<string> PostAsync(HttpClient client, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(Maps, content);
        return await VersionAsync(answer);
    }

    private static async Task<string> PatchAsync(HttpClient client, string name, string patch)
    {
        using var content = new StringContent(patch, Encoding.UTF8, "application/merge-patch+json");
        using var answer = await client.PatchAsync($"{Maps}/{name}", content);
        return await VersionAsync(answer);
    }

    private static async Task<string> VersionAsync(HttpResponseMessage answer) =>
        (string)JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["metadata"]!["resourceVersion"]!;
}
