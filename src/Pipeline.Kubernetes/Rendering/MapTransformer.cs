using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>Sets labels or annotations at each place named.</summary>
internal sealed class MapTransformer(IReadOnlyDictionary<string, string> pairs, IReadOnlyList<FieldSpec> fields) : ITransformer
{
    public void Apply(IReadOnlyList<ManifestObject> objects)
    {
        foreach (var (item, field) in objects.SelectMany(x => fields.Select(y => (x, y))))
        {
            field.Visit(item, map =>
            {
                foreach (var (name, value) in pairs)
                    map[name] = value;
            });
        }
    }
}
