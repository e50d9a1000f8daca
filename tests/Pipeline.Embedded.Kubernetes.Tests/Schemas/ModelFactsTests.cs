using Pipeline.Embedded.Kubernetes.Schemas;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Tests.Schemas;

/// <summary>The table of facts against the models that it completes: a misspelt line would be a silent mistake.</summary>
public class ModelFactsTests
{
    private static readonly Dictionary<string, Type> _models = typeof(V1Pod).Assembly.GetTypes().Where(type => type.Namespace == "k8s.Models").DistinctBy(type => type.Name).ToDictionary(type => type.Name);

    public static TheoryData<string> Lines() => [.. new[] { CoreFacts.Text, WorkloadFacts.Text, ClusterFacts.Text }.SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_says_what_its_model_can_have(string line)
    {
        var model = line[..line.IndexOf(':', StringComparison.Ordinal)];
        Assert.True(_models.ContainsKey(model), $"There is no model {model}.");
        var schema = ModelSchemas.Of(_models[model]);

        foreach (var facts in ModelFacts.Of(_models[model]).Fields.Values)
        {
            Assert.True(schema.Fields.ContainsKey(facts.Name), $"{model} has no field {facts.Name}.");
            var type = schema.Fields[facts.Name].Type;
            Assert.True(facts.Keys.Count == 0 || (type.Shape == ValueShape.List && facts.Keys.All(type.Element!.Fields.ContainsKey)), $"{model}.{facts.Name} has no such keys.");
            Assert.True(!facts.IsSet || type.Element!.Shape == ValueShape.Text || type.Element.Shape == ValueShape.Int32, $"{model}.{facts.Name} is no list of scalars.");
            Assert.True(facts.Strategy.Key is not { } key || type.Element!.Fields.ContainsKey(key), $"{model}.{facts.Name} has no merge key.");
            Assert.True(!facts.IsMicroTime || type.Shape == ValueShape.MicroTime, $"{model}.{facts.Name} is no moment.");
            Assert.True(facts.Presence != FieldPresence.DropsZero || type.Shape is ValueShape.Int32 or ValueShape.Int64 or ValueShape.Number or ValueShape.Boolean, $"{model}.{facts.Name} has no zero to drop.");
        }
    }

    [Theory]
    [InlineData("v1", "Pod"), InlineData("v1", "Namespace"), InlineData("v1", "Service"), InlineData("v1", "PersistentVolumeClaim"), InlineData("v1", "ResourceQuota"), InlineData("v1", "LimitRange")]
    [InlineData("apps/v1", "Deployment"), InlineData("apps/v1", "StatefulSet"), InlineData("batch/v1", "CronJob"), InlineData("autoscaling/v2", "HorizontalPodAutoscaler"), InlineData("policy/v1", "PodDisruptionBudget")]
    [InlineData("networking.k8s.io/v1", "Ingress"), InlineData("networking.k8s.io/v1", "NetworkPolicy"), InlineData("rbac.authorization.k8s.io/v1", "RoleBinding"), InlineData("coordination.k8s.io/v1", "Lease")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition"), InlineData("discovery.k8s.io/v1", "EndpointSlice"), InlineData("storage.k8s.io/v1", "StorageClass"), InlineData("events.k8s.io/v1", "Event")]
    public void A_built_in_kind_is_found(string apiVersion, string kind) => Assert.Contains("metadata", SchemaCatalog.Find(apiVersion, kind)!.Fields.Keys);

    [Fact]
    public void Ports_of_containers_and_of_services_have_keys_of_their_own()
    {
        var ports = SchemaCatalog.Find("v1", "Pod")!.Fields["spec"].Type.Fields["containers"].Type.Element!.Fields["ports"];
        var servicePorts = SchemaCatalog.Find("v1", "Service")!.Fields["spec"].Type.Fields["ports"];

        Assert.Equal(["containerPort", "protocol"], ports.Type.Keys);
        Assert.Equal("containerPort", ports.Strategy.Key);
        Assert.Equal(["port", "protocol"], servicePorts.Type.Keys);
        Assert.Equal("TCP", servicePorts.Type.Element!.Fields["protocol"].KeyDefault!.GetValue<string>());
    }

    [Theory]
    [InlineData("v1", "Pod", "spec.tolerations"), InlineData("v1", "Pod", "spec.nodeSelector"), InlineData("apps/v1", "Deployment", "spec.selector"), InlineData("networking.k8s.io/v1", "Ingress", "spec.rules")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec.metrics"), InlineData("v1", "Endpoints", "subsets"), InlineData("v1", "Service", "spec.selector"), InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", "spec.versions")]
    [InlineData("rbac.authorization.k8s.io/v1", "RoleBinding", "roleRef"), InlineData("v1", "Pod", "spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution"), InlineData("v1", "ServiceAccount", "imagePullSecrets")]
    public void What_is_owned_as_a_whole_is_atomic(string apiVersion, string kind, string path) =>
        Assert.True(path.Split('.').Aggregate(SchemaCatalog.Find(apiVersion, kind)!, (type, name) => type.Fields[name].Type).IsAtomic);

    [Theory]
    [InlineData("v1", "Pod", "spec.hostAliases", "ip"), InlineData("v1", "Pod", "spec.topologySpreadConstraints", "topologyKey,whenUnsatisfiable"), InlineData("v1", "Pod", "metadata.ownerReferences", "uid")]
    [InlineData("v1", "Pod", "spec.imagePullSecrets", "name"), InlineData("v1", "Pod", "status.conditions", "type"), InlineData("v1", "Pod", "status.podIPs", "ip"), InlineData("v1", "ServiceAccount", "secrets", "name")]
    [InlineData("policy/v1", "PodDisruptionBudget", "status.conditions", "type"), InlineData("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "webhooks", "name")]
    public void Items_are_told_apart_by_their_keys(string apiVersion, string kind, string path, string keys) =>
        Assert.Equal(keys, string.Join(',', path.Split('.').Aggregate(SchemaCatalog.Find(apiVersion, kind)!, (type, name) => type.Fields[name].Type).Keys));
}
