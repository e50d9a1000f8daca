using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

public class UpdateOwnershipTests
{
    [Fact]
    public void A_create_owns_what_an_empty_object_would_not_have()
    {
        var cluster = Cluster.Of("apps/v1", "Deployment");

        cluster.Create("kubectl-create", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {app: web}}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "a:1"}]}
            """);

        Assert.Equal(
        [
            "kubectl-create/Update .metadata.labels .metadata.labels.app .spec.progressDeadlineSeconds .spec.replicas .spec.revisionHistoryLimit .spec.selector"
            + " .spec.strategy.rollingUpdate .spec.strategy.rollingUpdate.maxSurge .spec.strategy.rollingUpdate.maxUnavailable .spec.strategy.type .spec.template.metadata.labels .spec.template.metadata.labels.app"
            + " .spec.template.spec.containers[name=\"web\"] .spec.template.spec.containers[name=\"web\"].image .spec.template.spec.containers[name=\"web\"].imagePullPolicy .spec.template.spec.containers[name=\"web\"].name"
            + " .spec.template.spec.containers[name=\"web\"].resources .spec.template.spec.containers[name=\"web\"].terminationMessagePath .spec.template.spec.containers[name=\"web\"].terminationMessagePolicy"
            + " .spec.template.spec.dnsPolicy .spec.template.spec.restartPolicy .spec.template.spec.schedulerName .spec.template.spec.securityContext .spec.template.spec.terminationGracePeriodSeconds",
        ], cluster.Owners());
    }

    [Fact]
    public void An_update_takes_what_it_changes_from_its_owners()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Apply("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '1', y: '2'}}");

        cluster.Write("editor", value => value["data"]!["x"] = "9");

        Assert.Equal(["a/Apply .data.y", "editor/Update .data.x"], cluster.Owners());
    }

    [Fact]
    public void A_removal_takes_the_field_from_everyone_and_moves_no_time()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Apply("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '1', y: '2'}}");
        cluster.Write("editor", value => value["data"]!["z"] = "3");
        var time = cluster.Time("editor");

        cluster.Write("editor", value => value["data"]!.AsObject().Remove("x"));

        Assert.Equal(["a/Apply .data.y", "editor/Update .data.z"], cluster.Owners());
        Assert.Equal(time, cluster.Time("editor"));
    }

    [Fact]
    public void A_write_that_changes_nothing_is_owned_by_nobody()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Apply("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {x: '1'}}");
        var before = cluster.Live!.ToJsonString();

        cluster.Write("editor", _ => { });

        Assert.Equal(before, cluster.Live!.ToJsonString());
    }

    [Fact]
    public void Subresources_have_entries_of_their_own()
    {
        var cluster = Cluster.Of("apps/v1", "Deployment");
        cluster.Apply("a", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, template: {spec: {containers: [{name: c, image: i}]}}}}");

        cluster.Write("controller", value => value["status"]!["replicas"] = 3, "status");
        cluster.Write("controller", value => value["metadata"]!["annotations"] = new JsonObject { ["x"] = "y" });
        cluster.Write("controller", value => value["spec"]!["replicas"] = 3, "scale");

        Assert.Equal(["controller/Update/status .status.replicas", "controller/Update .metadata.annotations .metadata.annotations.x", "controller/Update/scale .spec.replicas"], cluster.Owners().Skip(1));
    }

    [Fact]
    public void The_spec_is_not_owned_by_who_writes_the_status()
    {
        var cluster = Cluster.Of("v1", "Service");
        cluster.Apply("a", "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 80}]}}");

        cluster.Write("b", value =>
        {
            value["spec"]!["type"] = "NodePort";
            value["status"]!["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" });
        }, "status");

        Assert.DoesNotContain(cluster.Owners(), owner => owner.StartsWith("b/", StringComparison.Ordinal) && owner.Contains(".spec", StringComparison.Ordinal));
    }

    [Fact]
    public void The_oldest_of_more_than_ten_updaters_become_ancient_changes()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Create("m00", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {k00: x}}");
        for (var i = 1; i < 15; i++)
        {
            var name = $"{i:00}";
            cluster.Write($"m{name}", value => value["data"]![$"k{name}"] = "x");
        }

        var owners = cluster.Owners();

        Assert.Equal(10, owners.Count);
        Assert.Contains("ancient-changes/Update .data .data.k00 .data.k01 .data.k02 .data.k03 .data.k04 .data.k05", owners);
        Assert.Contains("m14/Update .data.k14", owners);
    }

    [Fact]
    public void Entries_stand_appliers_first_and_then_by_time()
    {
        var cluster = Cluster.Of("v1", "ConfigMap");
        cluster.Create("z", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: x}}");
        cluster.Write("b", value => value["data"]!["b"] = "x");
        cluster.Apply("y", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {c: x}}");

        Assert.Equal(["y/Apply", "z/Update", "b/Update"], cluster.Owners().Select(owner => owner.Split(' ')[0]));
    }

    [RecordedFact]
    public void A_controller_s_creates_are_owned_as_recorded()
    {
        var made = Recording.Read("09-rollout").Where(exchange => exchange.Received?["items"] is not null).SelectMany(exchange => exchange.Received!["items"]!.AsArray().Select(item => (Kind: $"{exchange.Received["kind"]}".Replace("List", "", StringComparison.Ordinal), Item: item!)))
            .Where(made => made.Kind is "Pod" or "ReplicaSet").ToArray();
        Assert.NotEmpty(made);

        foreach (var (kind, item) in made)
        {
            var cluster = Cluster.Of(kind == "Pod" ? "v1" : "apps/v1", kind);
            var wish = (JsonObject)item.DeepClone();
            wish["apiVersion"] = kind == "Pod" ? "v1" : "apps/v1";
            wish["kind"] = kind;
            wish.Remove("status");
            // What admission and the scheduler add is nobody's.
            foreach (var name in (string[])["priority", "preemptionPolicy", "tolerations", "nodeName"])
                wish["spec"]!.AsObject().Remove(name);
            wish["metadata"]!.AsObject().Remove("managedFields");
            // What was changed later has an owner of its own.
            var recorded = item["metadata"]!["managedFields"]!.AsArray().First(entry => entry!["subresource"] is null)!;

            cluster.Create($"{recorded["manager"]}", wish.ToJsonString());

            Assert.Empty(Difference.Between(recorded["fieldsV1"], cluster.Live!["metadata"]!["managedFields"]![0]!["fieldsV1"]));
        }
    }
}
