using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>The cluster's time in messages, by which sessions are causally consistent.</summary>
internal static class ClusterTimes
{
    /// <summary>A client may have seen a later time than this server, of a set with the same address before it.</summary>
    public static void Learn(BsonDocument body, ClusterClock clock)
    {
        if (body.TryGetValue("$clusterTime", out var value) && value is BsonDocument given && given.GetValue("clusterTime", BsonNull.Value) is BsonTimestamp time)
            clock.AdvanceTo((ulong)time.Value);
    }

    public static void Add(BsonDocument reply, ClusterClock clock, CommandRequest? request, BsonDocument body)
    {
        var now = ClusterClock.ToBson(clock.Now);
        reply["$clusterTime"] = new BsonDocument
        {
            { "clusterTime", now },
            { "signature", new BsonDocument { { "hash", new BsonBinaryData(new byte[20]) }, { "keyId", 0L } } },
        };
        if (body.Contains("lsid") || request is not null)
            reply["operationTime"] = request?.Transaction is { } transaction && reply["ok"].ToDouble() != 0 ? ClusterClock.ToBson(Math.Max(transaction.Batch.Start.Time, 1)) : now;
    }
}
