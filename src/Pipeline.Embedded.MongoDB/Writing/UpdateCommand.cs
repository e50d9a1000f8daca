using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary><c>update</c>.</summary>
internal sealed class UpdateCommand : Command
{
    public override string Name => "update";

    public override CommandTraits Traits => CommandTraits.InTransactions | CommandTraits.Writes | CommandTraits.Retryable;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace;
        var let = request.Body.Object("let");
        var statements = WriteCommands.Sequence(request, "updates").Select(x => Statement(ns, new CommandBody("update.updates", Documents.Decode(x)), let)).ToArray();
        var isOrdered = WriteCommands.IsOrdered(request.Body);
        var context = new WriteContext(request, request.Body.Flag("bypassDocumentValidation"), cancellationToken);
        WriteCommands.RequireUuid(request, ns);
        request.Body.RejectUnknown();
        if (request.IsRetryable && statements.Any(x => x.IsMulti))
            throw new CommandException(ServerError.InvalidOptions, "Cannot use retryable writes with multi=true");

        return (await StatementRunner.RunAsync(statements, isOrdered, context, cancellationToken).ConfigureAwait(false)).ToReply(isUpdate: true);
    }

    private static UpdateStatement Statement(Namespace ns, CommandBody body, BsonDocument? let)
    {
        var supplied = body.Flag("upsertSupplied");
        var constants = body.Object("c");
        var statement = new UpdateStatement
        {
            Namespace = ns,
            Selection = new Selection
            {
                Filter = body.Object("q") ?? throw body.Missing("q"),
                Sort = body.Object("sort"),
                Collation = body.Object("collation"),
                Hint = body.Value("hint"),
                Let = let,
            },
            Modification = body.Value("u") ?? throw body.Missing("u"),
            ArrayFilters = body.Array("arrayFilters"),
            Constants = supplied ? null : constants,
            UpsertDocument = supplied ? constants?.GetValue("new", BsonNull.Value) as BsonDocument : null,
            IsMulti = body.Flag("multi"),
            IsUpsert = body.Flag("upsert"),
        };
        _ = body.Value("sampleId");
        body.RejectUnknown();
        return statement is { IsMulti: true, Selection.Sort: not null }
            ? throw new CommandException(ServerError.FailedToParse, "Cannot specify sort with multi=true")
            : statement;
    }
}
