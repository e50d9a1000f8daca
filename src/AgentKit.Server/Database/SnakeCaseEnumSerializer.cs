using AgentKit.Server.Json;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace AgentKit.Server.Database;

/// <summary>An enum as the text that JSON has for it too.</summary>
internal sealed class SnakeCaseEnumSerializer<T> : StructSerializerBase<T>
    where T : struct, Enum
{
    public override T Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        var text = context.Reader.ReadString();
        return SnakeCase.TryParse<T>(text, out var value)
            ? value
            : throw new UnknownValueException($"A document has the {typeof(T).Name} '{text}', which this version doesn't know.");
    }

    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, T value) => context.Writer.WriteString(SnakeCase.Of(value));
}
