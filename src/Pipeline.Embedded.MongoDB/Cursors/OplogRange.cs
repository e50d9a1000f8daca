using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary>What a filter says of an oplog entry's time, which is also its record id: a reader begins there instead of at the oldest entry.</summary>
internal static class OplogRange
{
    /// <returns>The least record id that can match; 0 where the filter doesn't tell.</returns>
    public static long BeginOf(BsonDocument query)
    {
        var begin = 0L;
        foreach (var element in query)
        {
            if (element.Name == "ts")
                begin = Math.Max(begin, BeginOf(element.Value));
            else if (element.Name == "$and" && element.Value is BsonArray conditions)
                begin = conditions.OfType<BsonDocument>().Select(BeginOf).Append(begin).Max();
        }

        return begin;
    }

    private static long BeginOf(BsonValue condition) => condition switch
    {
        BsonTimestamp time => time.Value,
        BsonDocument operators => operators.Select(x => (x.Name, x.Value) switch
        {
            ("$gt", BsonTimestamp time) => time.Value + 1,
            ("$gte" or "$eq", BsonTimestamp time) => time.Value,
            _ => 0,
        }).DefaultIfEmpty(0).Max(),
        _ => 0,
    };
}
