using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>One of a <c>bulkWrite</c>'s <c>ops</c>.</summary>
internal sealed record BulkOperation(BulkOperationKind Kind, IStatement Statement, bool IsMulti)
{
    public static BulkOperation Parse(BsonDocument given, IReadOnlyList<Namespace> namespaces, BsonDocument? let)
    {
        var name = given.ElementCount == 0 ? "" : given.GetElement(0).Name;
        var body = new CommandBody($"bulkWrite.{name}", given);
        var at = name is "insert" or "update" or "delete" ? body.Number(name)!.Value : throw new CommandException(ServerError.FailedToParse, "Unrecognized or missing command name in bulkWrite op");
        if (at < 0 || at >= namespaces.Count)
            throw new CommandException(ServerError.BadValue, $"BulkWrite ops entry 0 has an invalid nsInfo index. {at}");

        var operation = name switch
        {
            "insert" => new BulkOperation(BulkOperationKind.Insert, new InsertStatement(namespaces[(int)at], Documents.Encode(body.Object("document") ?? throw body.Missing("document"))), false),
            "update" => Update(body, namespaces[(int)at], let),
            _ => Delete(body, namespaces[(int)at], let),
        };
        _ = body.Value("sampleId");
        body.RejectUnknown();
        return operation;
    }

    public BsonDocument Item(int index, StatementResult result)
    {
        var item = new BsonDocument { { "ok", 1.0 }, { "idx", index }, { "n", (int)result.Count } };
        if (Kind == BulkOperationKind.Update)
            item.Add("nModified", (int)result.Modified);
        if (Kind == BulkOperationKind.Update && result.UpsertedId is { } id)
            item.Add("upserted", new BsonDocument("_id", id));
        return item;
    }

    public BsonDocument ErrorItem(int index, CommandException error)
    {
        var item = new BsonDocument { { "ok", 0.0 }, { "idx", index }, { "code", error.Code } };
        if (error.Details is { } details)
            item.AddRange(details);
        item.Add("errmsg", error.Message).Add("n", 0);
        if (Kind == BulkOperationKind.Update)
            item.Add("nModified", 0);
        return item;
    }

    private static BulkOperation Update(CommandBody body, Namespace ns, BsonDocument? let)
    {
        var isMulti = body.Flag("multi");
        var supplied = body.Flag("upsertSupplied");
        var constants = body.Object("constants");
        var statement = new UpdateStatement
        {
            Namespace = ns,
            Selection = Selection(body, let),
            Modification = body.Value("updateMods") ?? throw body.Missing("updateMods"),
            ArrayFilters = body.Array("arrayFilters"),
            Constants = supplied ? null : constants,
            UpsertDocument = supplied ? constants?.GetValue("new", BsonNull.Value) as BsonDocument : null,
            IsMulti = isMulti,
            IsUpsert = body.Flag("upsert"),
        };
        if (isMulti && statement.Selection.Sort is not null)
            throw new CommandException(ServerError.FailedToParse, "Cannot specify sort with multi=true");
        return new BulkOperation(BulkOperationKind.Update, statement, isMulti);
    }

    private static BulkOperation Delete(CommandBody body, Namespace ns, BsonDocument? let)
    {
        var isMulti = body.Flag("multi");
        return new BulkOperation(BulkOperationKind.Delete, new DeleteStatement(ns, Selection(body, let), isMulti), isMulti);
    }

    private static Selection Selection(CommandBody body, BsonDocument? let) => new()
    {
        Filter = body.Object("filter") ?? throw body.Missing("filter"),
        Sort = body.Object("sort"),
        Collation = body.Object("collation"),
        Hint = body.Value("hint"),
        Let = let,
    };
}
