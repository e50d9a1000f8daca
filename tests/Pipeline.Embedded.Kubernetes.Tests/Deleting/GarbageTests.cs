using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.Deleting;

public class GarbageTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Theory]
    [InlineData("Background")]
    [InlineData("Foreground")]
    public async Task What_an_object_owns_goes_with_it(string policy)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        var owner = await client.MustAsync("POST", Maps, """{"metadata":{"name":"owner"}}""");
        var child = await client.MustAsync("POST", Maps, Owned("child", owner));
        await client.MustAsync("POST", Maps, Owned("grandchild", child));

        await client.MustAsync("DELETE", $"{Maps}/owner?propagationPolicy={policy}");

        foreach (var name in (string[])["owner", "child", "grandchild"])
            await client.UntilGoneAsync($"{Maps}/{name}");
    }

    [Fact]
    public async Task An_orphan_loses_its_owner_and_stays()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        var owner = await client.MustAsync("POST", Maps, """{"metadata":{"name":"owner"}}""");
        await client.MustAsync("POST", Maps, Owned("child", owner));

        await client.MustAsync("DELETE", $"{Maps}/owner", """{"propagationPolicy":"Orphan"}""");
        await client.UntilGoneAsync($"{Maps}/owner");

        Assert.Null((await client.MustAsync("GET", $"{Maps}/child"))["metadata"]!["ownerReferences"]);
    }

    [Fact]
    public async Task An_owner_in_foreground_deletion_waits_for_a_dependent_that_something_keeps()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        var owner = await client.MustAsync("POST", Maps, """{"metadata":{"name":"owner"}}""");
        var child = JsonNode.Parse(Owned("child", owner))!;
        child["metadata"]!["finalizers"] = new JsonArray("example.test/wait");
        await client.MustAsync("POST", Maps, child.ToJsonString());

        var deleted = await client.MustAsync("DELETE", $"{Maps}/owner?propagationPolicy=Foreground");
        await TestCluster.UntilAsync(async () => (await client.MustAsync("GET", $"{Maps}/child"))["metadata"]!["deletionTimestamp"] is not null, "the child is being deleted");
        var isWaiting = await client.ExistsAsync($"{Maps}/owner");
        await client.MustAsync("PATCH", $"{Maps}/child", """{"metadata":{"finalizers":null}}""", "application/merge-patch+json");

        Assert.Equal("foregroundDeletion", (string?)deleted["metadata"]!["finalizers"]![0]);
        Assert.True(isWaiting);
        await client.UntilGoneAsync($"{Maps}/child");
        await client.UntilGoneAsync($"{Maps}/owner");
    }

    [Fact]
    public async Task Nothing_whose_owner_never_was_stays()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);

        await client.MustAsync("POST", Maps, """{"metadata":{"name":"lost","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"nobody","uid":"11111111-1111-1111-1111-111111111111"}]}}""");

        await client.UntilGoneAsync($"{Maps}/lost");
    }

    [Fact]
    public async Task No_finalizer_is_added_to_what_is_being_deleted()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", Maps, """{"metadata":{"name":"a","finalizers":["example.test/one"]}}""");
        await client.MustAsync("DELETE", $"{Maps}/a");

        var (code, answer) = await client.CallAsync("PATCH", $"{Maps}/a", """{"metadata":{"finalizers":["example.test/one","example.test/two"]}}""", "application/merge-patch+json");

        Assert.Equal(422, code);
        Assert.Contains("no new finalizers can be added if the object is being deleted, found new finalizers []string{\"example.test/two\"}", (string?)answer["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_is_emptied_takes_nothing_new_and_goes()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", "/api/v1/namespaces", """{"metadata":{"name":"shop"}}""");
        await client.MustAsync("POST", "/api/v1/namespaces/shop/configmaps", """{"metadata":{"name":"kept","finalizers":["example.test/wait"]}}""");
        await client.MustAsync("POST", "/api/v1/namespaces/shop/secrets", """{"metadata":{"name":"s"}}""");

        var deleted = await client.MustAsync("DELETE", "/api/v1/namespaces/shop");
        await client.UntilGoneAsync("/api/v1/namespaces/shop/secrets/s");
        var (code, refused) = await client.CallAsync("POST", "/api/v1/namespaces/shop/secrets", """{"metadata":{"name":"late"}}""");
        await client.MustAsync("PATCH", "/api/v1/namespaces/shop/configmaps/kept", """{"metadata":{"finalizers":[]}}""", "application/merge-patch+json");

        Assert.Equal("Terminating", (string?)deleted["status"]!["phase"]);
        Assert.Equal(403, code);
        Assert.Equal("NamespaceTerminating", (string?)refused["details"]!["causes"]![0]!["reason"]);
        await client.UntilGoneAsync("/api/v1/namespaces/shop");
    }

    [Fact]
    public async Task A_pod_on_a_node_has_its_grace_period_and_ends_at_once_when_told()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        const string Pods = "/api/v1/namespaces/default/pods";
        await client.MustAsync("POST", Pods, """{"metadata":{"name":"p"},"spec":{"nodeName":"n","terminationGracePeriodSeconds":40,"containers":[{"name":"c","image":"c:1"}]}}""");

        var deleted = await client.MustAsync("DELETE", $"{Pods}/p");
        var again = await client.MustAsync("DELETE", $"{Pods}/p", """{"gracePeriodSeconds":60}""");
        var removed = await client.MustAsync("DELETE", $"{Pods}/p", """{"gracePeriodSeconds":0}""");

        Assert.Equal(40, (int)deleted["metadata"]!["deletionGracePeriodSeconds"]!);
        Assert.Equal(40, (int)again["metadata"]!["deletionGracePeriodSeconds"]!);
        Assert.Equal("Pod", (string?)removed["kind"]);
        Assert.False(await client.ExistsAsync($"{Pods}/p"));
    }

    private static string Owned(string name, JsonObject owner) => new JsonObject
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["name"] = owner["metadata"]!["name"]!.DeepClone(),
                ["uid"] = owner["metadata"]!["uid"]!.DeepClone(),
                ["blockOwnerDeletion"] = true,
            }),
        },
    }.ToJsonString();
}
