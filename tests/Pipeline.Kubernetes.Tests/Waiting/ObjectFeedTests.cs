using System.Threading.Channels;
using k8s;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Tests.Connecting;
using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Tests.Waiting;

public sealed class ObjectFeedTests
{
    private static async Task<(IReadOnlyList<string> Told, IReadOnlyList<string> Requests)> FollowAsync(ScriptedServer server, int changes)
    {
        using var client = new ApiClient(new k8s.Kubernetes(new KubernetesClientConfiguration { Host = server.Address.AbsoluteUri }), TimeProvider.System);
        using var ended = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var channel = Channel.CreateUnbounded<FeedChange>();
        var feed = new ObjectFeed(client, new ResourceType("v1", "Pod", "pods", true), "n", channel.Writer).RunAsync(ended.Token);
        var told = new List<string>();
        while (told.Count < changes)
        {
            var change = await channel.Reader.ReadAsync(ended.Token);
            told.Add($"{(change.IsWhole ? "list" : change.IsDeletion ? "deleted" : "changed")} {string.Join(",", change.Items.Select(x => $"{x.Text("kind")} {x.Text("metadata", "name")}"))}".TrimEnd());
        }

        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => feed);
        return (told, [.. server.Requests.Select(x => x.Replace("&allowWatchBookmarks=true", "", StringComparison.Ordinal).Replace("&timeoutSeconds=300", "", StringComparison.Ordinal))]);
    }

    [Fact]
    public async Task A_watch_that_ends_goes_on_from_the_last_version_that_it_saw()
    {
        using var server = new ScriptedServer()
            .Answers(200, """{"metadata":{"resourceVersion":"5"},"items":[{"metadata":{"name":"a","resourceVersion":"3"}}]}""")
            .Answers(200, """
                {"type":"ADDED","object":{"metadata":{"name":"b","resourceVersion":"6"}}}
                {"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}}

                """)
            .Answers(200, """{"type":"DELETED","object":{"metadata":{"name":"a","resourceVersion":"11"}}}""");

        var (told, requests) = await FollowAsync(server, 3);

        Assert.Equal(["list Pod a", "changed Pod b", "deleted Pod a"], told);
        Assert.Equal(["GET /api/v1/namespaces/n/pods?limit=500", "GET /api/v1/namespaces/n/pods?watch=true&resourceVersion=5", "GET /api/v1/namespaces/n/pods?watch=true&resourceVersion=9"], requests.Take(3));
    }

    [Theory]
    [InlineData(200, """{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}""")]
    [InlineData(410, """{"kind":"Status","code":410,"reason":"Gone"}""")]
    public async Task A_version_that_is_too_old_is_answered_by_a_new_list(int status, string answer)
    {
        using var server = new ScriptedServer()
            .Answers(200, """{"metadata":{"resourceVersion":"5"},"items":[{"metadata":{"name":"a"}}]}""")
            .Answers(status, answer)
            .Answers(200, """{"metadata":{"resourceVersion":"50"},"items":[{"metadata":{"name":"b"}}]}""");

        var (told, _) = await FollowAsync(server, 2);

        Assert.Equal(["list Pod a", "list Pod b"], told);
    }
}
