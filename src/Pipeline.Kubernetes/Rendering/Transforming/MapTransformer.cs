using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Transforming;

/// <summary>Sets labels or annotations at each place named.</summary>
internal sealed class MapTransformer(IReadOnlyDictionary<string, string> pairs, IReadOnlyList<FieldSpec> fields) : ITransformer
{
    public void Apply(ResourceSet resources)
    {
        foreach (var item in resources.Items)
        {
            var maps = new List<JsonObject>();
            foreach (var field in fields)
            {
                field.Visit(item, static () => new JsonObject(), node => maps.Add(
                    node as JsonObject ?? throw new PipelineException(KubernetesErrors.MalformedManifest, $"{item.Source}: {item}: '{field.Path}' must be a mapping, not {node.ToJsonString()}.")));
            }

            foreach (var (name, value) in pairs)
                item.SetAll(maps, name, value);
        }
    }
}
