using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Transforming;

/// <summary>Sets the number of replicas of workloads by name.</summary>
internal sealed class ReplicaTransformer(string name, long count, string source) : ITransformer
{
    public void Apply(ResourceSet resources)
    {
        var found = false;
        foreach (var field in FieldSpecs.Replicas)
        {
            foreach (var item in resources.Items.Where(x => x.HasId(y => y.Name == name && field.Selects(y))))
            {
                found = true;
                field.Visit(item, () => JsonValue.Create(count), x => x.ReplaceBy(JsonValue.Create(count)));
            }
        }

        if (!found)
            throw new PipelineException(KubernetesErrors.InvalidKustomization, $"{source}: replicas: no Deployment, StatefulSet, ReplicaSet or ReplicationController is named '{name}'. Correct the name.") { ExitCode = 2 };
    }
}
