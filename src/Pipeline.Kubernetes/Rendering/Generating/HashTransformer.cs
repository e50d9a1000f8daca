using Pipeline.Kubernetes.Rendering.Resources;
using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Generating;

/// <summary>Gives generated objects a name that changes with their content, so that a change rolls out to the pods that use them.</summary>
internal sealed class HashTransformer : ITransformer
{
    public void Apply(ResourceSet resources)
    {
        foreach (var item in resources.Items.Where(x => x.NeedsHash))
        {
            item.RememberId();
            item.SetName($"{item.Name}-{ContentHash.Of(item)}");
        }
    }
}
