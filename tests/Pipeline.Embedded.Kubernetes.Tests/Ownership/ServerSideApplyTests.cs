using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Patching;

namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

public class ServerSideApplyTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: ns}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: web, image: a:1}
        """;

    [Fact]
    public void An_apply_that_changes_nothing_keeps_the_object_to_the_last_byte()
    {
        var cluster = Cluster.Of("apps/v1", "Deployment");
        cluster.Apply("a", Deployment);
        cluster.Apply("b", Deployment);
        var before = cluster.Live!.ToJsonString();

        cluster.Apply("a", Deployment);
        cluster.Apply("b", Deployment);

        Assert.Equal(before, cluster.Live!.ToJsonString());
    }

    [Fact]
    public void A_zero_that_is_not_stored_changes_nothing_when_it_is_applied_again()
    {
        var applied = Deployment.Replace("image: a:1}", "image: a:1, stdin: false, env: [{name: A, value: ''}], resources: {limits: {cpu: 1000m}}}", StringComparison.Ordinal);
        var cluster = Cluster.Of("apps/v1", "Deployment");
        cluster.Apply("a", applied);
        var before = cluster.Live!.ToJsonString();

        cluster.Apply("a", applied);

        Assert.Equal(before, cluster.Live!.ToJsonString());
        Assert.Equal("""{"cpu":"1"}""", cluster.Live["spec"]!["template"]!["spec"]!["containers"]![0]!["resources"]!["limits"]!.ToJsonString());
        Assert.Null(cluster.Live["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]![0]!["value"]);
    }

    [Fact]
    public void A_field_that_is_applied_no_more_is_defaulted_again()
    {
        var cluster = Cluster.Of("apps/v1", "Deployment");
        cluster.Apply("a", Deployment.Replace("spec:\n  selector", "spec:\n  replicas: 3\n  selector", StringComparison.Ordinal));

        cluster.Apply("a", Deployment);

        Assert.Equal(1, cluster.Live!["spec"]!["replicas"]!.GetValue<int>());
    }

    [Fact]
    public void What_another_manager_owns_too_stays_when_one_gives_it_up()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Apply("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '1', y: '2'}}");
        cluster.Apply("b", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '1'}}");

        cluster.Apply("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}");

        Assert.Equal("""{"x":"1"}""", cluster.Live!["data"]!.ToJsonString());
        Assert.Equal(["b/Apply .data.x"], cluster.Owners());
    }

    [Fact]
    public void What_an_updater_wrote_is_not_pruned()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Apply("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '1'}}");
        cluster.Write("editor", value => value["data"]!["y"] = "2");

        cluster.Apply("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {z: '3'}}");

        Assert.Equal("""{"y":"2","z":"3"}""", cluster.Live!["data"]!.ToJsonString());
        Assert.Equal(["a/Apply .data.z", "editor/Update .data.y"], cluster.Owners());
    }

    [Fact]
    public void A_list_s_item_stays_as_long_as_someone_owns_a_part_of_it()
    {
        var cluster = Cluster.Of("apps/v1", "Deployment");
        cluster.Apply("a", Deployment.Replace("image: a:1}", "image: a:1, env: [{name: A, value: '1'}, {name: B, value: '2'}]}", StringComparison.Ordinal));
        cluster.Apply("b", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: web, env: [{name: B, value: '2'}]}]}}}}");

        cluster.Apply("a", Deployment);

        Assert.Equal("""[{"name":"B","value":"2"}]""", cluster.Live!["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.ToJsonString());
    }

    [Fact]
    public void Several_conflicts_are_listed_by_manager_in_one_message()
    {
        var cluster = Cluster.Of("apps/v1", "Deployment");
        cluster.Apply("a", Deployment);
        cluster.Write("kubectl-edit", value => value["spec"]!["replicas"] = 4);

        var outcome = cluster.Apply("c", Deployment.Replace("spec:\n  selector", "spec:\n  replicas: 3\n  selector", StringComparison.Ordinal).Replace("a:1", "a:2", StringComparison.Ordinal));

        Assert.Equal(
            "Apply failed with 2 conflicts: conflicts with \"a\":\n- .spec.template.spec.containers[name=\"web\"].image\nconflicts with \"kubectl-edit\" using apps/v1:\n- .spec.replicas",
            outcome.ConflictMessage);
        Assert.Equal(["conflict with \"a\"", "conflict with \"kubectl-edit\" using apps/v1"], outcome.Conflicts.Select(conflict => conflict.Message));
    }

    [Fact]
    public void A_conflict_with_a_subresource_names_it()
    {
        var cluster = Cluster.Of("apps/v1", "Deployment");
        cluster.Apply("a", Deployment);
        cluster.Write("hpa", value => value["spec"]!["replicas"] = 4, "scale");

        var outcome = cluster.Apply("a", Deployment.Replace("spec:\n  selector", "spec:\n  replicas: 3\n  selector", StringComparison.Ordinal));

        Assert.Equal("Apply failed with 1 conflict: conflict with \"hpa\" with subresource \"scale\" using apps/v1: .spec.replicas", outcome.ConflictMessage);
    }

    [Fact]
    public void Force_takes_a_field_from_its_owner()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Apply("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '1'}}");

        cluster.Apply("b", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '2'}}", force: true);

        Assert.Equal(["b/Apply .data.x"], cluster.Owners());
    }

    [Fact]
    public void An_object_without_managed_fields_gets_them_before_its_first_apply()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Create("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, uid: u}, data: {x: '1'}}");
        cluster.Write("a", value => value["metadata"]!["managedFields"] = new JsonArray(new JsonObject()));
        Assert.Empty(cluster.Owners());
        cluster.Write("a", value => value["data"]!["y"] = "2");
        Assert.Empty(cluster.Owners());

        cluster.Apply("b", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {z: '3'}}");

        Assert.Equal(["b/Apply .data.z", "before-first-apply/Update .data .data.x .data.y"], cluster.Owners());
    }

    [Fact]
    public void Kubectl_takes_over_what_it_applied_client_side()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Create("kubectl-client-side-apply", """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: c
              annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"x":"1"}}'}
            data: {x: "1"}
            """);

        var other = cluster.Apply("other", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '2'}}");
        var own = cluster.Apply("kubectl", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '2'}}");

        Assert.Single(other.Conflicts);
        Assert.Empty(own.Conflicts);
        Assert.Equal("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"x":"2"}}""" + "\n",
            $"{cluster.Live!["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"]}");
    }

    [Fact]
    public void A_status_that_is_applied_to_the_object_itself_is_not_owned()
    {
        var cluster = Cluster.Of("v1", "Service");

        cluster.Apply("a", "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 80}]}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}}");
        cluster.Apply("b", "{apiVersion: v1, kind: Service, metadata: {name: s}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}}", subresource: "status");

        Assert.Equal(["a/Apply .spec.ports[port=80,protocol=\"TCP\"] .spec.ports[port=80,protocol=\"TCP\"].port", "b/Apply/status .status.loadBalancer.ingress"], cluster.Owners().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: [1]}", ".data: expected map, got &{[1]}")]
    [InlineData("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: 1}}", ".data.x: expected string, got &value.valueUnstructured{Value:1}")]
    [InlineData("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, immutable: 'yes'}", ".immutable: expected boolean, got &{yes}")]
    [InlineData("{apiVersion: v1, kind: ConfigMap, metadata: {name: c, generation: x}}", ".metadata.generation: expected numeric (int or float), got string")]
    [InlineData("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, a: 1, b: 2}", "errors:\n  .a: field not declared in schema\n  .b: field not declared in schema")]
    public void A_configuration_of_the_wrong_shape_is_refused_as_upstream_words_it(string applied, string mistake)
    {
        var refusal = Assert.Throws<PatchException>(() => Cluster.Of("v1", "ConfigMap").Apply("a", applied));

        Assert.Equal((500, $"failed to create typed patch object (/c; /v1, Kind=ConfigMap): {mistake}"), (refusal.Code, refusal.Message));
    }

    [Theory]
    [InlineData("[{name: A, value: '1'}, {name: A, value: '2'}]", ".env: duplicate entries for key [name=\"A\"]")]
    [InlineData("[{value: '1'}]", ".env: element 0: associative list with keys has an element that omits key field \"name\" (and doesn't have default value)")]
    public void Items_that_can_t_be_told_apart_are_refused(string env, string mistake)
    {
        var refusal = Assert.Throws<PatchException>(() => Cluster.Of("apps/v1", "Deployment").Apply("a", Deployment.Replace("image: a:1}", $"image: a:1, env: {env}}}", StringComparison.Ordinal)));

        Assert.Equal($"failed to create typed patch object (ns/web; apps/v1, Kind=Deployment): .spec.template.spec.containers[name=\"web\"]{mistake}", refusal.Message);
    }

    [Fact]
    public void Managed_fields_can_t_be_applied() => Assert.Equal("metadata.managedFields must be nil", Assert.Throws<PatchException>(() =>
        Cluster.Of("v1", "ConfigMap").Apply("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, managedFields: []}}")).Message);

    [Theory]
    [InlineData("a,b,c", "c,a", "b,c,a"), InlineData("a,b,c", "d,b", "a,d,b,c"), InlineData("a,b", "b,x,a", "b,x,a"), InlineData("", "x,z", "x,z"), InlineData("a,b,c,d", "b,d", "a,b,c,d"), InlineData("a,b", "x", "a,b,x")]
    [InlineData("a,b,c", "b,a", "b,c,a")]
    public void Lists_keep_the_applied_order_and_the_others_places(string live, string applied, string merged)
    {
        static string Map(string names) => "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {volumes: [" + string.Join(',', names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => $"{{name: {name}, emptyDir: {{}}}}")) + "]}}";
        var cluster = Cluster.Of("v1", "Pod");
        cluster.Apply("a", Map(live));

        cluster.Apply("b", Map(applied));

        Assert.Equal(merged, string.Join(',', cluster.Live!["spec"]!["volumes"]!.AsArray().Select(volume => $"{volume!["name"]}")));
    }
}
