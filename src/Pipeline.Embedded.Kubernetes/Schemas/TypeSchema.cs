using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>What a field, a list's item or a whole object may hold: its shape, and how two managers' values of it come together.</summary>
internal sealed class TypeSchema
{
    private readonly Lazy<IReadOnlyDictionary<string, FieldSchema>> _fields;
    private readonly Lazy<TypeSchema?> _element;

    /// <summary>A schema whose fields and element are made when they are first asked for, as kinds refer to themselves (a JSON schema's properties are JSON schemas).</summary>
    public TypeSchema(ValueShape shape, Func<IReadOnlyDictionary<string, FieldSchema>>? fields = null, Func<TypeSchema?>? element = null)
    {
        Shape = shape;
        _fields = new(fields ?? (static () => EmptyFields));
        _element = new(element ?? (static () => null));
    }

    private static IReadOnlyDictionary<string, FieldSchema> EmptyFields { get; } = new Dictionary<string, FieldSchema>();

    /// <summary>Any JSON, owned as a whole: what a built-in kind's raw fields hold.</summary>
    public static TypeSchema Anything { get; } = new(ValueShape.Any) { IsAtomic = true };

    /// <summary>Any JSON, objects owned field by field: what a custom resource's <c>x-kubernetes-preserve-unknown-fields</c> holds.</summary>
    public static TypeSchema Unknown { get; } = new(ValueShape.Any) { KeepsUnknown = true };

    /// <summary>Which values are right.</summary>
    public ValueShape Shape { get; }

    /// <summary>The type's name as Kubernetes' sources write it (<c>Container</c>), where it has one.</summary>
    public string? Name { get; init; }

    /// <summary>The fields that are declared. None for a plain map.</summary>
    public IReadOnlyDictionary<string, FieldSchema> Fields => _fields.Value;

    /// <summary>What each item of a list, or each value of a map, is.</summary>
    public TypeSchema? Element => _element.Value;

    /// <summary>Whether an object or a list is owned as a whole (<c>x-kubernetes-map-type: atomic</c>, <c>x-kubernetes-list-type: atomic</c>).</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Whether a list is a set of scalars (<c>x-kubernetes-list-type: set</c>).</summary>
    public bool IsSet { get; init; }

    /// <summary>The fields that tell a list's items apart (<c>x-kubernetes-list-map-keys</c>). Empty for a list that isn't a map.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Whether fields that aren't declared are kept.</summary>
    public bool KeepsUnknown { get; init; }

    /// <summary>What a field of that name holds: a declared field's type, else that of a map's values, else anything where unknown fields are kept. Null where there may be no such field.</summary>
    public TypeSchema? Child(string name) =>
        Fields.TryGetValue(name, out var field) ? field.Type : Element ?? (KeepsUnknown ? Unknown : Shape == ValueShape.Any ? Anything : null);

    /// <summary>The OpenAPI schema of a custom resource that this was made from: its bounds, patterns and defaults. Null for a built-in kind.</summary>
    public JsonObject? OpenApi { get; init; }
}
