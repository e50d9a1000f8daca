using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>The built-in kinds' schemas: names and types of fields by reflection over KubernetesClient's models, what those don't say from <see cref="ModelFacts"/>.</summary>
internal static class ModelSchemas
{
    private static readonly ConcurrentDictionary<Type, TypeSchema> _byModel = new();

    private static readonly FrozenDictionary<(string ApiVersion, string Kind), Type> _kinds = typeof(V1Pod).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IKubernetesObject)))
        .SelectMany(type => type.GetCustomAttributes<KubernetesEntityAttribute>(), (type, entity) => (type, entity))
        .DistinctBy(kind => (ApiVersion(kind.entity), kind.entity.Kind))
        .ToFrozenDictionary(kind => (ApiVersion(kind.entity), kind.entity.Kind), kind => kind.type);

    private static readonly FrozenDictionary<Type, ValueShape> _scalars = new Dictionary<Type, ValueShape>
    {
        [typeof(string)] = ValueShape.Text,
        [typeof(int)] = ValueShape.Int32,
        [typeof(long)] = ValueShape.Int64,
        [typeof(double)] = ValueShape.Number,
        [typeof(float)] = ValueShape.Number,
        [typeof(bool)] = ValueShape.Boolean,
        [typeof(DateTime)] = ValueShape.Time,
        [typeof(byte[])] = ValueShape.Bytes,
        [typeof(IntOrString)] = ValueShape.IntOrString,
        [typeof(ResourceQuantity)] = ValueShape.Quantity,
    }.ToFrozenDictionary();

    /// <summary>The schema of a kind, or null where no model has that name.</summary>
    public static TypeSchema? Find(string apiVersion, string kind) => _kinds.TryGetValue((apiVersion, kind), out var model) ? Of(model) : null;

    /// <summary>The schema of a model.</summary>
    public static TypeSchema Of(Type model) => _byModel.GetOrAdd(model, static type =>
    {
        var facts = ModelFacts.Of(type);
        return new TypeSchema(ValueShape.Object, () => FieldsOf(type, facts)) { Name = type.Name, IsAtomic = facts.IsAtomic };
    });

    private static string ApiVersion(KubernetesEntityAttribute entity) => string.IsNullOrEmpty(entity.Group) ? entity.ApiVersion : $"{entity.Group}/{entity.ApiVersion}";

    private static FrozenDictionary<string, FieldSchema> FieldsOf(Type model, ModelFacts facts) =>
        model.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(property => (property, name: property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name))
            .Where(field => field.name is not null)
            .Select(field => FieldOf(field.name!, field.property.PropertyType, facts.Fields.GetValueOrDefault(field.name!)))
            .ToFrozenDictionary(field => field.Name);

    private static FieldSchema FieldOf(string name, Type type, FieldFacts? facts)
    {
        var schema = TypeOf(type, facts);
        return new()
        {
            Name = name,
            Type = schema,
            Strategy = facts?.Strategy ?? StrategicMerge.Replace,
            Presence = facts?.Presence ?? (schema.Shape == ValueShape.Text ? FieldPresence.DropsZero : FieldPresence.Optional),
            KeyDefault = facts?.KeyDefault is { } text ? JsonValue.Create(text) : null,
        };
    }

    private static TypeSchema TypeOf(Type type, FieldFacts? facts)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (_scalars.TryGetValue(type, out var shape))
            return facts is { IsMicroTime: true } ? Scalars.Of(ValueShape.MicroTime) : Scalars.Of(shape);
        if (type == typeof(object) || type == typeof(System.Text.Json.JsonElement))
            return TypeSchema.Anything;
        if (Argument(type, typeof(IDictionary<,>), 1) is { } value)
            return new(ValueShape.Object, element: () => TypeOf(value, null)) { IsAtomic = facts is { IsAtomic: true } };
        if (Argument(type, typeof(IList<>), 0) is { } item)
        {
            return new(ValueShape.List, element: () => TypeOf(item, null))
            {
                Keys = facts?.Keys ?? [],
                IsSet = facts is { IsSet: true },
                IsAtomic = facts is not ({ IsSet: true } or { Keys.Count: > 0 }),
            };
        }
        return Of(type);
    }

    private static Type? Argument(Type type, Type generic, int index) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == generic ? type.GetGenericArguments()[index]
        : type.GetInterfaces().FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == generic)?.GetGenericArguments()[index];
}
