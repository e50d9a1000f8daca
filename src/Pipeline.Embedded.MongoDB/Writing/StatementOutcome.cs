using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>What the statements of a command did, by their index; one that failed or wasn't run has no result.</summary>
internal sealed record StatementOutcome(IReadOnlyList<StatementResult?> Results, IReadOnlyList<(int Index, CommandException Error)> Errors, IReadOnlyList<int> Retried)
{
    /// <summary>The reply of insert, update and delete.</summary>
    public BsonDocument ToReply(bool isUpdate)
    {
        var reply = new BsonDocument("n", Clamp(Results.Sum(x => x?.Count ?? 0)));
        if (isUpdate)
        {
            reply.Add("nModified", Clamp(Results.Sum(x => x?.Modified ?? 0)));
            var upserted = new BsonArray(Results.Select((x, i) => (Result: x, Index: i)).Where(x => x.Result?.UpsertedId is not null).Select(x => new BsonDocument { { "index", x.Index }, { "_id", x.Result!.UpsertedId } }));
            if (upserted.Count > 0)
                reply.Add("upserted", upserted);
        }

        if (Errors.Count > 0)
            reply.Add("writeErrors", new BsonArray(Errors.Select(x => ErrorOf(x.Index, x.Error))));
        if (Retried.Count > 0)
            reply.Add("retriedStmtIds", new BsonArray(Retried));
        return reply;
    }

    private static BsonDocument ErrorOf(int index, CommandException error)
    {
        var document = new BsonDocument { { "index", index }, { "code", error.Code } };
        if (error.Details is { } details)
            document.AddRange(details);
        return document.Add("errmsg", error.Message);
    }

    private static BsonValue Clamp(long count) => count <= int.MaxValue ? new BsonInt32((int)count) : new BsonInt64(count);
}
