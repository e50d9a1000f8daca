using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Schemas;
using Pipeline.Embedded.Kubernetes.Tests.Ownership;

namespace Pipeline.Embedded.Kubernetes.Tests.Patching;

public class StrategicMergePatchTests
{
    private static readonly TypeSchema _pod = SchemaCatalog.Find("v1", "Pod")!.Fields["spec"].Type;
    private static readonly TypeSchema _deployment = SchemaCatalog.Find("apps/v1", "Deployment")!.Fields["spec"].Type;

    [Theory]
    // An item is found by its key; one that is new comes first.
    [InlineData("{containers: [{name: a, image: i}, {name: b, image: i}]}", "{containers: [{name: b, image: j}]}", "{containers: [{name: a, image: i}, {name: b, image: j}]}")]
    [InlineData("{containers: [{name: a, image: i}]}", "{containers: [{name: b, image: j}]}", "{containers: [{name: b, image: j}, {name: a, image: i}]}")]
    [InlineData("{containers: [{name: a, env: [{name: X, value: '1'}]}]}", "{containers: [{name: a, env: [{name: Z, value: '2'}, {name: X, value: '3'}]}]}", "{containers: [{name: a, env: [{name: Z, value: '2'}, {name: X, value: '3'}]}]}")]
    [InlineData("{containers: [{name: a, ports: [{containerPort: 80, name: x}]}]}", "{containers: [{name: a, ports: [{containerPort: 80, protocol: UDP}]}]}", "{containers: [{name: a, ports: [{containerPort: 80, name: x, protocol: UDP}]}]}")]
    // A list without a merge key is replaced, and so is a map's value; a null removes.
    [InlineData("{tolerations: [{key: a}]}", "{tolerations: [{key: b}]}", "{tolerations: [{key: b}]}")]
    [InlineData("{nodeSelector: {a: b}}", "{nodeSelector: {c: d}}", "{nodeSelector: {a: b, c: d}}")]
    [InlineData("{nodeSelector: {a: b}, hostNetwork: true}", "{nodeSelector: null}", "{hostNetwork: true}")]
    [InlineData("{containers: [{name: a, command: [x, z]}]}", "{containers: [{name: a, command: [w]}]}", "{containers: [{name: a, command: [w]}]}")]
    // Directives.
    [InlineData("{containers: [{name: a}, {name: b}]}", "{containers: [{name: a, $patch: delete}]}", "{containers: [{name: b}]}")]
    [InlineData("{containers: [{name: a}, {name: b}]}", "{containers: [{name: c}, {$patch: replace}]}", "{containers: [{name: c}]}")]
    [InlineData("{securityContext: {runAsUser: 1, fsGroup: 2}}", "{securityContext: {$patch: replace, runAsUser: 3}}", "{securityContext: {runAsUser: 3}}")]
    [InlineData("{securityContext: {runAsUser: 1}}", "{securityContext: {$patch: delete}}", "{securityContext: {}}")]
    [InlineData("{volumes: [{name: v, emptyDir: {}}]}", "{volumes: [{name: v, $retainKeys: [name, configMap], configMap: {name: c}}]}", "{volumes: [{name: v, configMap: {name: c}}]}")]
    [InlineData("{containers: [{name: a}, {name: b}, {name: c}]}", "{'$setElementOrder/containers': [{name: c}, {name: a}], containers: [{name: c, image: i}]}", "{containers: [{name: b}, {name: c, image: i}, {name: a}]}")]
    [InlineData("{containers: [{name: a}, {name: b}]}", "{'$setElementOrder/containers': [{name: b}, {name: a}]}", "{containers: [{name: b}, {name: a}]}")]
    // What kubectl apply sends for an entry that was removed.
    [InlineData("{containers: [{name: a, env: [{name: X}, {name: Z}]}]}", "{'$setElementOrder/containers': [{name: a}], containers: [{name: a, '$setElementOrder/env': [{name: Z}], env: [{name: X, $patch: delete}]}]}", "{containers: [{name: a, env: [{name: Z}]}]}")]
    public void A_pod_s_spec_is_merged_by_its_keys(string original, string patch, string expected) => AssertMerged(_pod, original, patch, expected);

    [Theory]
    [InlineData("{finalizers: [a, b]}", "{finalizers: [c, a]}", "{finalizers: [c, a, b]}")]
    [InlineData("{finalizers: [a, b]}", "{'$deleteFromPrimitiveList/finalizers': [a]}", "{finalizers: [b]}")]
    [InlineData("{finalizers: [a, b]}", "{'$deleteFromPrimitiveList/finalizers': [a], '$setElementOrder/finalizers': [c, b], finalizers: [c]}", "{finalizers: [c, b]}")]
    [InlineData("{ownerReferences: [{uid: u, name: x}]}", "{ownerReferences: [{uid: u, controller: true}]}", "{ownerReferences: [{uid: u, name: x, controller: true}]}")]
    public void Metadata_s_lists_are_merged(string original, string patch, string expected) => AssertMerged(SchemaCatalog.Find("v1", "Pod")!.Fields["metadata"].Type, original, patch, expected);

    [Fact]
    public void A_strategy_of_another_type_loses_the_old_one_s_settings() => AssertMerged(_deployment,
        "{strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}", "{strategy: {$retainKeys: [type], type: Recreate}}", "{strategy: {type: Recreate}}");

    [Theory]
    [InlineData("{containers: [{image: i}]}", "map: {\"image\":\"i\"} does not contain declared merge key: name")]
    [InlineData("{containers: [{name: a, $patch: grow}]}", "unknown patch type: grow in map: {\"name\":\"a\",\"$patch\":\"grow\"}")]
    [InlineData("{securityContext: {$patch: merge}}", "unknown patch type: merge in map: {}")]
    [InlineData("{volumes: [{name: v, $retainKeys: [name], secret: {}}]}", "patch content doesn't match retainKeys list")]
    [InlineData("{'$setElementOrder/containers': [{name: a}, {name: b}], containers: [{name: b}, {name: a}]}", "The order in patch list:\n[\"b\" \"a\"]\n doesn't match $setElementOrder list:\n[\"a\" \"b\"]\n")]
    public void A_patch_that_contradicts_itself_is_a_bad_request(string patch, string message)
    {
        var refusal = Assert.Throws<PatchException>(() => StrategicMergePatch.Apply(Yaml.Read("{volumes: [], containers: []}"), Yaml.Read(patch), _pod));

        Assert.Equal((400, message), (refusal.Code, refusal.Message));
    }

    [Fact]
    public void Where_no_list_is_merged_it_is_a_merge_patch()
    {
        var values = Gen.Elements<string?>(null, "1", "true", "\"x\"", "[1,2]", "{}", """{"b":1}""", """{"b":null,"c":{"d":[{"e":1}]}}""");
        var objects = Gen.Elements("a", "b", "c").Zip(values).ListOf().Select(fields => $"{{{string.Join(',', fields.DistinctBy(field => field.Item1).Select(field => $"\"{field.Item1}\":{field.Item2 ?? "null"}"))}}}");

        Prop.ForAll(Gen.Zip(objects, objects).ToArbitrary(), pair =>
        {
            var (original, patch) = (JsonNode.Parse(pair.Item1)!.AsObject(), JsonNode.Parse(pair.Item2)!);

            Assert.Empty(Difference.Between(MergePatch.Apply(original, patch, null), StrategicMergePatch.Apply(original, patch, TypeSchema.Unknown)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Merging_keeps_keys_unique_and_a_second_time_changes_nothing()
    {
        var lists = Gen.Elements("a", "b", "c", "d", "e").ListOf().Select(names => $$"""{"containers":[{{string.Join(',', names.Distinct().Select(name => $"{{\"name\":\"{name}\"}}"))}}]}""");

        Prop.ForAll(Gen.Zip(lists, lists).ToArbitrary(), pair =>
        {
            var once = StrategicMergePatch.Apply(JsonNode.Parse(pair.Item1)!.AsObject(), JsonNode.Parse(pair.Item2)!, _pod);
            var twice = StrategicMergePatch.Apply(once, JsonNode.Parse(pair.Item2)!, _pod);
            var names = once["containers"]!.AsArray().Select(container => $"{container!["name"]}").ToArray();

            Assert.Equal(names.Distinct(), names);
            Assert.Equal(once.ToJsonString(), twice.ToJsonString());
        }).QuickCheckThrowOnFailure();
    }

    private static void AssertMerged(TypeSchema schema, string original, string patch, string expected)
    {
        var before = Yaml.Read(original);

        var after = StrategicMergePatch.Apply(before, Yaml.Read(patch), schema);

        Assert.Equal(Yaml.Read(expected).ToJsonString(), after.ToJsonString());
        Assert.Equal(Yaml.Read(original).ToJsonString(), before.ToJsonString());
    }
}
