using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>UUIDs as BSON has them: subtype 4, most significant byte first.</summary>
internal static class Uuids
{
    public static BsonBinaryData ToBson(Guid uuid) => new(uuid, GuidRepresentation.Standard);

    public static Guid? Read(BsonValue? value) => value is BsonBinaryData { SubType: BsonBinarySubType.UuidStandard } binary && binary.Bytes.Length == 16 ? binary.ToGuid(GuidRepresentation.Standard) : null;
}
