using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;
using Pipeline.Kubernetes.Validating.Values;

namespace Pipeline.Kubernetes.Validating.Schemas;

/// <summary>What a value may be, as KubernetesClient's models say it.</summary>
internal sealed class TypeSchema
{
    private static readonly ConcurrentDictionary<Type, TypeSchema> Known = new();

    private static readonly Dictionary<Type, SchemaKind> Scalars = new()
    {
        [typeof(string)] = SchemaKind.Text,
        [typeof(bool)] = SchemaKind.Truth,
        [typeof(int)] = SchemaKind.Int32,
        [typeof(long)] = SchemaKind.Int64,
        [typeof(double)] = SchemaKind.Number,
        [typeof(DateTime)] = SchemaKind.Time,
        [typeof(byte[])] = SchemaKind.Bytes,
        [typeof(ResourceQuantity)] = SchemaKind.Quantity,
        [typeof(IntOrString)] = SchemaKind.IntOrString,
        [typeof(object)] = SchemaKind.Any,
    };

    private readonly Type type;
    private readonly Lazy<FrozenDictionary<string, FieldSchema>> fields;
    private readonly Lazy<TypeSchema?> items;

    private TypeSchema(Type type)
    {
        this.type = type;
        Kind = Scalars.TryGetValue(type, out var scalar) ? scalar
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>) ? SchemaKind.List
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>) ? SchemaKind.Map
            : SchemaKind.Object;
        Required = RequiredFields.Of(type);
        // Models refer to each other in circles (JSONSchemaProps), so they are read when they are needed.
        fields = new(ReadFields);
        items = new(() => Kind is SchemaKind.List or SchemaKind.Map ? Of(type.GetGenericArguments()[^1]) : null);
    }

    public SchemaKind Kind { get; }

    /// <summary>Of a mapping with fixed fields.</summary>
    public FrozenDictionary<string, FieldSchema> Fields => fields.Value;

    public IReadOnlyList<string> Required { get; }

    /// <summary>Of a list's items, and a map's values.</summary>
    public TypeSchema? Items => items.Value;

    public static TypeSchema Of(Type type) => Known.GetOrAdd(Nullable.GetUnderlyingType(type) ?? type, x => new TypeSchema(x));

    private FrozenDictionary<string, FieldSchema> ReadFields() => Kind != SchemaKind.Object
        ? FrozenDictionary<string, FieldSchema>.Empty
        : type.GetProperties()
            .Select(x => (Property: x, x.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name))
            .Where(x => x.Name is not null)
            .ToFrozenDictionary(x => x.Name!, x => new FieldSchema(Of(x.Property.PropertyType), FieldRules.Of(type, x.Name!)), StringComparer.Ordinal);
}

/// <summary>A field: its type, and what its value must keep beyond that.</summary>
internal sealed record FieldSchema(TypeSchema Type, ValueRule? Rule);

internal enum SchemaKind
{
    Any,
    Text,
    Truth,
    Int32,
    Int64,
    Number,
    Time,
    Bytes,
    Quantity,
    IntOrString,
    List,
    Map,
    Object,
}
