using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary><c>delete</c>.</summary>
internal sealed class DeleteCommand : Command
{
    public override string Name => "delete";

    public override CommandTraits Traits => CommandTraits.InTransactions | CommandTraits.Writes | CommandTraits.Retryable;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace;
        var let = request.Body.Object("let");
        var statements = WriteCommands.Sequence(request, "deletes").Select(x => Statement(ns, new CommandBody("delete.deletes", Documents.Decode(x)), let)).ToArray();
        var isOrdered = WriteCommands.IsOrdered(request.Body);
        WriteCommands.RequireUuid(request, ns);
        _ = request.Body.Value("bypassDocumentValidation");
        request.Body.RejectUnknown();
        if (request.IsRetryable && statements.Any(x => x.IsMulti))
            throw new CommandException(ServerError.InvalidOptions, "Cannot use retryable writes with limit=0");

        var context = new WriteContext(request, BypassesValidation: true, cancellationToken);
        return (await StatementRunner.RunAsync(statements, isOrdered, context, cancellationToken).ConfigureAwait(false)).ToReply(isUpdate: false);
    }

    private static DeleteStatement Statement(Namespace ns, CommandBody body, BsonDocument? let)
    {
        var limit = body.Number("limit") ?? throw body.Missing("limit");
        if (limit is not (0 or 1))
            throw new CommandException(ServerError.FailedToParse, $"The limit field in delete objects must be 0 or 1. Got {limit}");
        var statement = new DeleteStatement(
            ns,
            new Selection { Filter = body.Object("q") ?? throw body.Missing("q"), Collation = body.Object("collation"), Hint = body.Value("hint"), Let = let },
            IsMulti: limit == 0);
        _ = body.Value("sampleId");
        body.RejectUnknown();
        return statement;
    }
}
