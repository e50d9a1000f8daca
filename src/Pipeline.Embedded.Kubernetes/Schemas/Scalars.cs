using System.Collections.Frozen;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>The schemas of values without parts, one of each shape.</summary>
internal static class Scalars
{
    private static readonly FrozenDictionary<ValueShape, TypeSchema> _byShape = Enum.GetValues<ValueShape>()
        .Where(shape => shape is not (ValueShape.Any or ValueShape.Object or ValueShape.List))
        .ToFrozenDictionary(shape => shape, shape => new TypeSchema(shape));

    /// <summary>The schema of a shape.</summary>
    public static TypeSchema Of(ValueShape shape) => _byShape[shape];
}
