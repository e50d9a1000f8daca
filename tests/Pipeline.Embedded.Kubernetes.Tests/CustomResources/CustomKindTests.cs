using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.CustomResources;

public class CustomKindTests
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string Widgets = "/apis/example.test/v1/namespaces/default/widgets";

    private const string Definition = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.example.test"},
         "spec":{"group":"example.test","scope":"Namespaced","names":{"plural":"widgets","kind":"Widget","shortNames":["wd"]},
          "versions":[
           {"name":"v1beta1","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},
           {"name":"v1","served":true,"storage":true,
            "subresources":{"status":{},"scale":{"specReplicasPath":".spec.count","statusReplicasPath":".status.count","labelSelectorPath":".status.selector"}},
            "additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size"}],
            "schema":{"openAPIV3Schema":{"type":"object","properties":{
             "spec":{"type":"object","required":["size"],"properties":{"size":{"type":"integer","minimum":1},"color":{"type":"string","default":"red"},"count":{"type":"integer"}}},
             "status":{"type":"object","properties":{"phase":{"type":"string"},"count":{"type":"integer"},"selector":{"type":"string"}}}}}}}]}}
        """;

    [Fact]
    public async Task A_custom_kind_is_validated_pruned_and_given_its_defaults()
    {
        await using var cluster = await StartAsync();
        using var client = TestCluster.Http(cluster);

        var made = await client.MustAsync("POST", Widgets, Widget("a", """{"size":2,"unknown":1}"""));
        var (invalid, refusal) = await client.CallAsync("POST", Widgets, Widget("b", """{"size":0}"""));
        var (strict, unknown) = await client.CallAsync("POST", $"{Widgets}?fieldValidation=Strict", Widget("c", """{"size":1,"unknown":1}"""));

        Assert.Equal("""{"size":2,"color":"red"}""", made["spec"]!.ToJsonString());
        Assert.Equal(422, invalid);
        Assert.Equal("Widget.example.test \"b\" is invalid: spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1", (string?)refusal["message"]);
        Assert.Equal(400, strict);
        Assert.Contains("unknown field \"spec.unknown\"", (string?)unknown["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_and_scale_are_written_apart_and_generation_counts_the_wish_only()
    {
        await using var cluster = await StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", Widgets, Widget("a", """{"size":2,"count":1}""", """{"phase":"Lost"}"""));

        await client.MustAsync("PATCH", $"{Widgets}/a/status", """{"spec":{"size":9},"status":{"phase":"Ready","count":1,"selector":"app=a"}}""", "application/merge-patch+json");
        var scale = await client.MustAsync("PATCH", $"{Widgets}/a/scale", """{"spec":{"replicas":3}}""", "application/merge-patch+json");
        var value = await client.MustAsync("GET", $"{Widgets}/a");

        Assert.Equal("""{"replicas":1,"selector":"app=a"}""", scale["status"]!.ToJsonString());
        Assert.Equal((2, 3, "Ready", 2), ((int)value["spec"]!["size"]!, (int)value["spec"]!["count"]!, (string)value["status"]!["phase"]!, (int)value["metadata"]!["generation"]!));
    }

    [Fact]
    public async Task Every_served_version_shows_the_same_objects()
    {
        await using var cluster = await StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", Widgets.Replace("v1", "v1beta1", StringComparison.Ordinal), Widget("a", """{"size":2}""").Replace("/v1", "/v1beta1", StringComparison.Ordinal));

        var newer = await client.MustAsync("GET", $"{Widgets}/a");
        var older = await client.MustAsync("GET", $"{Widgets}/a".Replace("v1", "v1beta1", StringComparison.Ordinal));
        var group = await client.MustAsync("GET", "/apis/example.test");

        Assert.Equal(("example.test/v1", "example.test/v1beta1"), ((string)newer["apiVersion"]!, (string)older["apiVersion"]!));
        Assert.Equal("v1", (string?)group["preferredVersion"]!["version"]);
    }

    [Fact]
    public async Task A_custom_kind_goes_with_its_definition_objects_and_all()
    {
        await using var cluster = await StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", Widgets, Widget("a", """{"size":2}"""));

        await client.MustAsync("DELETE", $"{Definitions}/widgets.example.test");
        await client.UntilGoneAsync($"{Definitions}/widgets.example.test");
        var (code, answer) = await client.CallAsync("GET", Widgets);

        Assert.Equal((404, "404 page not found\n"), (code, (string?)answer["text"]));
    }

    [Fact]
    public async Task A_PUT_of_a_custom_object_needs_its_version()
    {
        await using var cluster = await StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", Widgets, Widget("a", """{"size":2}"""));

        var (code, answer) = await client.CallAsync("PUT", $"{Widgets}/a", Widget("a", """{"size":3}"""));

        Assert.Equal(422, code);
        Assert.Contains("metadata.resourceVersion: Invalid value: 0: must be specified for an update", (string?)answer["message"], StringComparison.Ordinal);
    }

    private static string Widget(string name, string spec, string status = "{}") =>
        $$"""{"apiVersion":"example.test/v1","kind":"Widget","metadata":{"name":"{{name}}"},"spec":{{spec}},"status":{{status}}}""";

    private static async Task<EmbeddedCluster> StartAsync()
    {
        var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", Definitions, Definition);
        await TestCluster.UntilAsync(
            async () => ((await client.MustAsync("GET", $"{Definitions}/widgets.example.test"))["status"]!["conditions"] as JsonArray ?? []).Any(x => (string?)x!["type"] == "Established"),
            "the definition is established");
        return cluster;
    }
}
