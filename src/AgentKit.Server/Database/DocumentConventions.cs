using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Serializers;

namespace AgentKit.Server.Database;

/// <summary>
/// How the service's records become documents: snake_case names, enums as snake_case text, times as dates (UTC, milliseconds), nothing for
/// null, and fields that a newer version wrote are let pass.
/// </summary>
internal static class DocumentConventions
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        var pack = new ConventionPack
        {
            new IgnoreExtraElementsConvention(true),
            new IgnoreIfNullConvention(true),
            new SnakeCaseNames(),
            new ValueSerializers(),
        };
        // The driver keeps conventions for the whole process; they are asked only about our own records.
        ConventionRegistry.Register("AgentKit.Server", pack, x => x.Assembly == typeof(DocumentConventions).Assembly);
        return true;
    });

    /// <summary>Before the first document is read or written.</summary>
    public static void Register() => _ = Registered.Value;

    private sealed class SnakeCaseNames : ConventionBase, IMemberMapConvention
    {
        public void Apply(BsonMemberMap memberMap) => memberMap.SetElementName(JsonNamingPolicy.SnakeCaseLower.ConvertName(memberMap.MemberName));
    }

    private sealed class ValueSerializers : ConventionBase, IMemberMapConvention
    {
        public void Apply(BsonMemberMap memberMap)
        {
            var type = Nullable.GetUnderlyingType(memberMap.MemberType) ?? memberMap.MemberType;
            IBsonSerializer? serializer = type.IsEnum
                ? (IBsonSerializer)Activator.CreateInstance(typeof(SnakeCaseEnumSerializer<>).MakeGenericType(type))!
                : type == typeof(DateTimeOffset) ? new DateTimeOffsetSerializer(BsonType.DateTime)
                : type == typeof(decimal) ? new DecimalSerializer(BsonType.Decimal128)
                : null;
            if (serializer is null)
                return;

            memberMap.SetSerializer(type == memberMap.MemberType ? serializer : (IBsonSerializer)Activator.CreateInstance(typeof(NullableSerializer<>).MakeGenericType(type), serializer)!);
        }
    }
}
