using System.Collections.Concurrent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Operations;

/// <summary>How many commands each collection had, and how long they took: <c>$collStats.latencyStats</c>.</summary>
internal sealed class NamespaceUsage
{
    private static readonly string[] s_kinds = ["reads", "writes", "commands", "transactions"];

    private readonly ConcurrentDictionary<Namespace, long[]> _usage = new();

    public void Record(BsonDocument body, TimeSpan elapsed)
    {
        if (body.ElementCount == 0 || body[0] is not BsonString { Value: { Length: > 0 } collection } || body.GetValue("$db", BsonNull.Value) is not BsonString { Value: var database })
            return;
        var counts = _usage.GetOrAdd(new Namespace(database, collection), static _ => new long[s_kinds.Length * 2]);
        var kind = KindOf(body.GetElement(0).Name) * 2;
        Interlocked.Increment(ref counts[kind]);
        Interlocked.Add(ref counts[kind + 1], (long)elapsed.TotalMicroseconds);
    }

    public BsonDocument Of(Namespace ns)
    {
        var counts = _usage.GetValueOrDefault(ns) ?? new long[s_kinds.Length * 2];
        return new BsonDocument(s_kinds.Select((x, i) => new BsonElement(x, new BsonDocument { { "latency", Interlocked.Read(ref counts[(i * 2) + 1]) }, { "ops", Interlocked.Read(ref counts[i * 2]) } })));
    }

    private static int KindOf(string command) => command switch
    {
        "find" or "aggregate" or "count" or "distinct" => 0,
        "insert" or "update" or "delete" or "findAndModify" or "findandmodify" => 1,
        _ => 2,
    };
}
