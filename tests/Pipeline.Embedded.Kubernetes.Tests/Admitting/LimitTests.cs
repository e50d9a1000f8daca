namespace Pipeline.Embedded.Kubernetes.Tests.Admitting;

public class LimitTests
{
    private const string Namespace = "/api/v1/namespaces/default";

    [Fact]
    public async Task Containers_get_the_limits_of_their_namespace_and_are_held_to_them()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", $"{Namespace}/limitranges", """
            {"metadata":{"name":"l"},"spec":{"limits":[{"type":"Container","default":{"memory":"256Mi"},"defaultRequest":{"cpu":"100m","memory":"128Mi"},"max":{"memory":"512Mi"}}]}}
            """);

        var pod = await client.MustAsync("POST", $"{Namespace}/pods", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"a:1"}]}}""");
        var (code, answer) = await client.CallAsync("POST", $"{Namespace}/pods", """{"metadata":{"name":"q"},"spec":{"containers":[{"name":"a","image":"a:1","resources":{"limits":{"memory":"1Gi"}}}]}}""");

        Assert.Equal("""{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"memory":"256Mi"}}""", pod["spec"]!["containers"]![0]!["resources"]!.ToJsonString());
        Assert.Equal("LimitRanger plugin set: cpu, memory request for container a; memory limit for container a", (string?)pod["metadata"]!["annotations"]!["kubernetes.io/limit-ranger"]);
        Assert.Equal(403, code);
        Assert.Equal("pods \"q\" is forbidden: maximum memory usage per Container is 512Mi, but limit is 1Gi", (string?)answer["message"]);
    }

    [Fact]
    public async Task A_quota_is_not_exceeded_not_even_by_many_at_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", $"{Namespace}/resourcequotas", """{"metadata":{"name":"q"},"spec":{"hard":{"configmaps":"5","pods":"1","requests.cpu":"1"}}}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(x => client.CallAsync("POST", $"{Namespace}/configmaps", $$$"""{"metadata":{"name":"c{{{x}}}"}}""")));
        var (_, silent) = await client.CallAsync("POST", $"{Namespace}/pods", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"a:1"}]}}""");
        var (_, greedy) = await client.CallAsync("POST", $"{Namespace}/pods", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"a:1","resources":{"requests":{"cpu":"1500m"}}}]}}""");

        Assert.Equal(5, answers.Count(x => x.Code == 201));
        Assert.Contains("is forbidden: exceeded quota: q, requested: configmaps=1, used: configmaps=5, limited: configmaps=5", (string?)answers.First(x => x.Code == 403).Body["message"], StringComparison.Ordinal);
        Assert.Equal("pods \"p\" is forbidden: failed quota: q: must specify requests.cpu for: a", (string?)silent["message"]);
        Assert.Equal("pods \"p\" is forbidden: exceeded quota: q, requested: requests.cpu=1500m, used: requests.cpu=0, limited: requests.cpu=1", (string?)greedy["message"]);
    }
}
