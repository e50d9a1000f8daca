using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>Equality as JSON Schema has it: the order of a document's fields doesn't count.</summary>
internal sealed class UnorderedEquality : IEqualityComparer<BsonValue>
{
    public static UnorderedEquality Instance { get; } = new();

    public bool Equals(BsonValue? x, BsonValue? y) => BsonOrder.Simple.Equals(Sorted(x), Sorted(y));

    public int GetHashCode(BsonValue obj) => BsonOrder.Simple.GetHashCode(Sorted(obj));

    private static BsonValue? Sorted(BsonValue? value) => value switch
    {
        BsonDocument document => new BsonDocument(document
            .OrderBy(element => element.Name, StringComparer.Ordinal)
            .Select(element => new BsonElement(element.Name, Sorted(element.Value)))),
        BsonArray array => new BsonArray(array.Select(Sorted)),
        _ => value,
    };
}
