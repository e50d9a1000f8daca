using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Tests.Diffing;

public sealed class ObjectDiffTests
{
    private static string[] Diff(string? before, string? after) =>
        [.. ObjectDiff.Compare(before is null ? null : Objects.Parse(before), after is null ? null : Objects.Parse(after)).Select(x => $"{x.Kind} {x.Path}: {x.Before} -> {x.After}")];

    private static string Pods(string containers, string managedFields = "[]") =>
        $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: web, managedFields: {managedFields}}}, spec: {{template: {{spec: {{containers: {containers}}}}}}}}}";

    [Fact]
    public void Equal_objects_have_no_changes_whatever_the_server_keeps_for_itself() => Assert.Empty(Diff(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, uid: x, resourceVersion: '1', generation: 1, creationTimestamp: t, managedFields: []}, data: {k: v}, status: {a: 1}}",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, uid: y, resourceVersion: '2', generation: 2}, data: {k: v}, status: {a: 2}}"));

    [Fact]
    public void Fields_are_added_changed_and_removed_by_path() => Assert.Equal(
        ["Changed data.a: \"1\" -> \"2\"", "Removed data.b: \"x\" -> ", "Added data.c:  -> \"y\""],
        Diff("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: '1', b: x}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: '2', c: y}}"));

    [Fact]
    public void A_name_with_dots_stands_in_brackets() => Assert.Equal(
        ["Added metadata.labels[app.kubernetes.io/name]:  -> \"web\"", "Changed data[app.json]: \"1\" -> \"2\""],
        Diff("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {app.json: '1'}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {app.kubernetes.io/name: web}}, data: {app.json: '2'}}"));

    [Fact]
    public void Elements_of_a_list_are_named_and_not_mixed_up_when_one_comes_first() => Assert.Equal(
        ["Added spec.template.spec.containers[name=proxy].name:  -> \"proxy\"", "Changed spec.template.spec.containers[name=web].image: \"a\" -> \"b\""],
        Diff(Pods("[{name: web, image: a}]"), Pods("[{name: proxy}, {name: web, image: b}]")));

    [Fact]
    public void The_servers_own_keys_tell_elements_apart_where_they_have_no_name()
    {
        const string owned = """[{fieldsV1: {'f:spec': {'f:template': {'f:spec': {'f:containers': {'k:{"name":"web"}': {'f:ports': {'k:{"containerPort":80,"protocol":"TCP"}': {}}}}}}}}}]""";

        var changes = Diff(Pods("[{name: web, ports: [{containerPort: 80, protocol: TCP}]}]", owned), Pods("[{name: web, ports: [{containerPort: 81, protocol: TCP}, {containerPort: 80, protocol: TCP, name: http}]}]", owned));

        Assert.Equal(
            ["Added spec.template.spec.containers[name=web].ports[containerPort=81,protocol=TCP].containerPort:  -> 81",
             "Added spec.template.spec.containers[name=web].ports[containerPort=81,protocol=TCP].protocol:  -> \"TCP\"",
             "Added spec.template.spec.containers[name=web].ports[containerPort=80,protocol=TCP].name:  -> \"http\""],
            changes);
    }

    [Fact]
    public void Another_order_of_the_same_elements_is_a_change() => Assert.Equal(
        ["Changed spec.template.spec.containers (order): name=a, name=b -> name=b, name=a"],
        Diff(Pods("[{name: a}, {name: b}]"), Pods("[{name: b}, {name: a}]")));

    [Fact]
    public void Elements_of_a_set_come_and_go_by_their_value()
    {
        const string owned = """[{fieldsV1: {'f:metadata': {'f:finalizers': {'v:"a"': {}}}}}]""";

        var changes = Diff(
            $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: x, finalizers: [a, b], managedFields: {owned}}}}}",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, finalizers: [b, c]}}");

        Assert.Equal(["Removed metadata.finalizers[=\"a\"]: \"a\" -> ", "Added metadata.finalizers[=\"c\"]:  -> \"c\""], changes);
    }

    [Fact]
    public void A_list_of_plain_values_changes_as_a_whole() => Assert.Equal(
        ["Changed spec.template.spec.containers[name=web].args: [\"a\",\"b\"] -> [\"b\"]"],
        Diff(Pods("[{name: web, args: [a, b]}]"), Pods("[{name: web, args: [b]}]")));

    [Fact]
    public void A_secrets_values_are_never_shown()
    {
        var changes = Diff(
            "{apiVersion: v1, kind: Secret, metadata: {name: s, annotations: {kubectl.kubernetes.io/last-applied-configuration: topsecret}}, data: {a: topsecret, b: topsecret, c: topsecret}}",
            "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: topsecret2, b: topsecret, d: topsecret}, stringData: {e: topsecret}, type: Opaque}");

        Assert.Equal(
            ["Removed metadata.annotations: *** -> ", "Changed data.a: *** -> *** (changed)", "Removed data.c: *** -> ", "Added data.d:  -> ***", "Added stringData.e:  -> ***", "Added type:  -> \"Opaque\""],
            changes.Select(x => x.Replace("metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]", "metadata.annotations", StringComparison.Ordinal)));
        Assert.DoesNotContain(changes, x => x.Contains("topsecret", StringComparison.Ordinal));
    }

    [Fact]
    public void Emptying_a_secret_shows_none_of_its_values() => Assert.DoesNotContain(
        Diff("{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: topsecret}}", "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {}}"),
        x => x.Contains("topsecret", StringComparison.Ordinal));

    [Fact]
    public void An_object_that_is_made_shows_each_of_its_fields() => Assert.Equal(
        ["Added metadata.name:  -> \"a\"", "Added data.k:  -> \"v\""],
        Diff(null, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}"));

    [Fact]
    public void Numbers_that_are_written_differently_are_equal() => Assert.Empty(ObjectDiff.Compare(
        JsonNode.Parse("""{"apiVersion":"x/v1","kind":"X","spec":{"n":1}}""")!.AsObject(), JsonNode.Parse("""{"apiVersion":"x/v1","kind":"X","spec":{"n":1.0}}""")!.AsObject()));
}
