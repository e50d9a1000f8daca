using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.Objects;

public class WriteRulesTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_dry_run_of_any_verb_changes_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", Maps, """{"metadata":{"name":"a"},"data":{"x":"1"}}""");
        var before = (await client.MustAsync("GET", Maps)).ToJsonString();

        var created = await client.MustAsync("POST", $"{Maps}?dryRun=All", """{"metadata":{"name":"b"}}""");
        var patched = await client.MustAsync("PATCH", $"{Maps}/a?dryRun=All", """{"data":{"x":"2"}}""", "application/merge-patch+json");
        await client.MustAsync("PUT", $"{Maps}/a?dryRun=All", """{"metadata":{"name":"a"},"data":{"y":"1"}}""");
        await client.MustAsync("PATCH", $"{Maps}/c?dryRun=All&fieldManager=m", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}""", "application/apply-patch+yaml");
        await client.MustAsync("DELETE", $"{Maps}/a?dryRun=All");
        await client.MustAsync("DELETE", $"{Maps}?dryRun=All");

        Assert.Null(created["metadata"]!["resourceVersion"]);
        Assert.Equal("2", (string?)patched["data"]!["x"]);
        Assert.Equal(before, (await client.MustAsync("GET", Maps)).ToJsonString());
    }

    [Fact]
    public async Task What_changes_nothing_keeps_the_version()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        var made = await client.MustAsync("POST", Maps, """{"metadata":{"name":"a"},"data":{"x":"1"}}""");

        var put = await client.MustAsync("PUT", $"{Maps}/a", made.ToJsonString());
        var patched = await client.MustAsync("PATCH", $"{Maps}/a", """[{"op":"replace","path":"/data/x","value":"1"}]""", "application/json-patch+json");
        var applied = await client.MustAsync("PATCH", $"{Maps}/b?fieldManager=m", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"},"data":{"x":"1"}}""", "application/apply-patch+yaml");
        var again = await client.MustAsync("PATCH", $"{Maps}/b?fieldManager=m", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"},"data":{"x":"1"}}""", "application/apply-patch+yaml");

        Assert.True(JsonNode.DeepEquals(made, put));
        Assert.True(JsonNode.DeepEquals(made, patched));
        Assert.True(JsonNode.DeepEquals(applied, again));
    }

    [Fact]
    public async Task An_update_of_a_service_may_leave_out_what_the_server_gave_it()
    {
        const string Services = "/api/v1/namespaces/default/services";
        const string Wanted = """{"metadata":{"name":"s"},"spec":{"type":"NodePort","selector":{"a":"b"},"ports":[{"name":"x","port":80},{"name":"y","port":80,"protocol":"UDP"}]}}""";
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        var made = await client.MustAsync("POST", Services, Wanted);

        var put = await client.MustAsync("PUT", $"{Services}/s", Wanted);
        var changed = await client.MustAsync("PUT", $"{Services}/s", Wanted.Replace("\"b\"", "\"c\"", StringComparison.Ordinal));

        Assert.True(JsonNode.DeepEquals(made, put));
        var spec = changed["spec"]!.AsObject();
        Assert.Equal("c", (string?)spec["selector"]!["a"]);
        foreach (var given in (string[])["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "ports"])
            Assert.True(JsonNode.DeepEquals(made["spec"]![given], spec[given]), given);
    }

    [Fact]
    public async Task Concurrent_patches_all_count_and_concurrent_creates_make_one_object()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);

        var creates = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.CallAsync("POST", Maps, """{"metadata":{"name":"a"},"data":{}}""")));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(x => client.MustAsync("PATCH", $"{Maps}/a", $$$"""{"data":{"k{{{x}}}":"1"}}""", "application/merge-patch+json")));
        var value = await client.MustAsync("GET", $"{Maps}/a");

        Assert.Equal(1, creates.Count(x => x.Code == 201));
        Assert.Equal(19, creates.Count(x => x.Code == 409));
        Assert.Equal(50, value["data"]!.AsObject().Count);
    }

    [Theory]
    [InlineData("POST", Maps, """{"metadata":{"name":"a","namespace":"other"}}""", "application/json", 400, "the namespace of the provided object does not match the namespace sent on the request")]
    [InlineData("POST", Maps, "{", "application/json", 400, null)]
    [InlineData("POST", Maps, """{"apiVersion":"apps/v1","kind":"Deployment"}""", "application/json", 400, "the API version in the data (apps/v1) does not match the expected API version (v1)")]
    [InlineData("POST", Maps, """{"metadata":{"name":"a"},"data":{"x":1}}""", "application/json", 400, null)]
    [InlineData("PATCH", Maps + "/none?fieldManager=m", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"none"},"data":[]}""", "application/apply-patch+yaml", 500, null)]
    [InlineData("POST", Maps + "?fieldValidation=Loud", "{}", "application/json", 422, null)]
    [InlineData("POST", Maps + "?dryRun=Some", "{}", "application/json", 422, null)]
    [InlineData("POST", Maps, "x", "text/csv", 415, null)]
    [InlineData("PATCH", Maps + "/none", "{}", "application/merge-patch+json", 404, "configmaps \"none\" not found")]
    [InlineData("PUT", Maps + "/none", """{"metadata":{"name":"none"}}""", "application/json", 404, "configmaps \"none\" not found")]
    [InlineData("PUT", Maps, "{}", "application/json", 405, "the server does not allow this method on the requested resource")]
    [InlineData("POST", "/api/v1/namespaces/nowhere/configmaps", """{"metadata":{"name":"a"}}""", "application/json", 404, "namespaces \"nowhere\" not found")]
    [InlineData("GET", "/api/v1/nothing", null, "application/json", 404, null)]
    [InlineData("DELETE", "/api/v1/namespaces", null, "application/json", 405, null)]
    public async Task A_request_that_makes_no_sense_is_refused(string method, string path, string? body, string type, int expected, string? message)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);

        var (code, answer) = await client.CallAsync(method, path, body, type);

        Assert.Equal(expected, code);
        if (message is not null)
            Assert.Equal(message, (string?)answer["message"]);
    }

    [Fact]
    public async Task An_unknown_field_is_told_of_refused_or_dropped_as_the_client_wants()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        const string Body = """{"metadata":{"name":"a"},"extra":1}""";
        using var content = new StringContent(Body, System.Text.Encoding.UTF8, "application/json");

        using var warned = await client.PostAsync(Maps, content);
        var (strict, refusal) = await client.CallAsync("POST", $"{Maps}?fieldValidation=Strict", Body.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        var (patched, patchRefusal) = await client.CallAsync("PATCH", $"{Maps}/a?fieldValidation=Strict", """{"extra":1}""", "application/merge-patch+json");

        Assert.Equal("299 - \"unknown field \\\"extra\\\"\"", Assert.Single(warned.Headers.GetValues("Warning")));
        Assert.Equal((400, "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: unknown field \"extra\""), (strict, (string)refusal["message"]!));
        Assert.Equal((422, " \"\" is invalid: patch: Invalid value: \"{\\\"extra\\\":1}\": strict decoding error: unknown field \"extra\""), (patched, (string)patchRefusal["message"]!));
        Assert.Null((await client.MustAsync("GET", $"{Maps}/a"))["extra"]);
    }

    [Fact]
    public async Task Services_get_addresses_and_ports_that_no_other_has_and_keep_them()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        const string Services = "/api/v1/namespaces/default/services";

        var made = await Task.WhenAll(Enumerable.Range(0, 30).Select(x => client.MustAsync("POST", Services, $$$"""{"metadata":{"name":"s{{{x}}}"},"spec":{"type":"NodePort","ports":[{"port":80}]}}""")));
        var kept = await client.MustAsync("PATCH", $"{Services}/s1", """{"spec":{"selector":{"app":"a"}}}""", "application/merge-patch+json");
        var (code, taken) = await client.CallAsync("POST", Services, $$$"""{"metadata":{"name":"x"},"spec":{"clusterIP":"{{{made[1]["spec"]!["clusterIP"]}}}","ports":[{"port":80}]}}""");

        Assert.Equal(30, made.Select(x => (string)x["spec"]!["clusterIP"]!).Distinct().Count());
        Assert.Equal(30, made.Select(x => (int)x["spec"]!["ports"]![0]!["nodePort"]!).Distinct().Count());
        Assert.Equal(made[1]["spec"]!["ports"]!.ToJsonString(), kept["spec"]!["ports"]!.ToJsonString());
        Assert.Equal(422, code);
        Assert.Contains("provided IP is already allocated", (string?)taken["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_the_same_in_both_of_its_groups()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", "/api/v1/namespaces/default/events", """{"metadata":{"name":"e"},"involvedObject":{"kind":"Pod","name":"p","namespace":"default"},"reason":"Started","message":"It runs","type":"Normal","source":{"component":"kubelet"},"count":2}""");

        var newer = await client.MustAsync("GET", "/apis/events.k8s.io/v1/namespaces/default/events/e");

        Assert.Equal(("events.k8s.io/v1", "p", "It runs", 2), ((string)newer["apiVersion"]!, (string)newer["regarding"]!["name"]!, (string)newer["note"]!, (int)newer["deprecatedCount"]!));
    }
}
