using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary><c>bulkWrite</c>: inserts, updates and deletes of several collections in one command (MongoDB 8.0).</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/command/bulkWrite/.</remarks>
internal sealed class BulkWriteCommand : Command
{
    public override string Name => "bulkWrite";

    public override CommandTraits Traits => CommandTraits.InTransactions | CommandTraits.Writes | CommandTraits.Retryable | CommandTraits.AdminOnly;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        var let = body.Object("let");
        var namespaces = WriteCommands.Sequence(request, "nsInfo").Select(x => NamespaceOf(Documents.Decode(x))).ToArray();
        var operations = WriteCommands.Sequence(request, "ops").Select(x => BulkOperation.Parse(Documents.Decode(x), namespaces, let)).ToArray();
        var isOrdered = WriteCommands.IsOrdered(body);
        var errorsOnly = body.Flag("errorsOnly");
        var batchSize = body.Object("cursor")?.GetValue("batchSize", BsonNull.Value) is { IsNumeric: true } size ? size.ToInt64() : (long?)null;
        var context = new WriteContext(request, body.Flag("bypassDocumentValidation"), cancellationToken);
        body.RejectUnknown();
        if (request.IsRetryable && operations.Any(x => x.IsMulti))
            throw new CommandException(ServerError.InvalidOptions, "Cannot use retryable writes with multi=true");

        var outcome = await StatementRunner.RunAsync([.. operations.Select(x => x.Statement)], isOrdered, context, cancellationToken).ConfigureAwait(false);
        return Reply(request, operations, outcome, errorsOnly, batchSize);
    }

    private static Namespace NamespaceOf(BsonDocument given)
    {
        var body = new CommandBody("bulkWrite.nsInfo", given);
        var ns = Namespace.Parse(body.Text("ns") ?? throw body.Missing("ns"));
        _ = body.Value("collectionUUID");
        body.RejectUnknown();
        return ns;
    }

    private static BsonDocument Reply(CommandRequest request, BulkOperation[] operations, StatementOutcome outcome, bool errorsOnly, long? batchSize)
    {
        var errors = outcome.Errors.ToDictionary(x => x.Index, x => x.Error);
        var items = new List<BsonDocument>();
        for (var i = 0; i < operations.Length; i++)
        {
            if (errors.TryGetValue(i, out var error))
                items.Add(operations[i].ErrorItem(i, error));
            else if (outcome.Results[i] is { } result && !errorsOnly)
                items.Add(operations[i].Item(i, result));
        }

        var reply = CursorReply.Open(request, new Namespace("admin", "$cmd.bulkWrite"), items, batchSize ?? long.MaxValue);
        return reply.AddRange(new BsonDocument
        {
            { "nErrors", outcome.Errors.Count },
            { "nInserted", Sum(BulkOperationKind.Insert, x => x.Count) },
            { "nMatched", Sum(BulkOperationKind.Update, x => x.UpsertedId is null ? x.Count : 0) },
            { "nModified", Sum(BulkOperationKind.Update, x => x.Modified) },
            { "nUpserted", Sum(BulkOperationKind.Update, x => x.UpsertedId is null ? 0 : 1) },
            { "nDeleted", Sum(BulkOperationKind.Delete, x => x.Count) },
        });

        int Sum(BulkOperationKind kind, Func<StatementResult, long> count) =>
            (int)operations.Select((x, i) => x.Kind == kind && outcome.Results[i] is { } result ? count(result) : 0).Sum();
    }
}
