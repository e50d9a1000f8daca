using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary><c>insert</c>.</summary>
internal sealed class InsertCommand : Command
{
    public override string Name => "insert";

    public override CommandTraits Traits => CommandTraits.InTransactions | CommandTraits.Writes | CommandTraits.Retryable;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace;
        var documents = WriteCommands.Sequence(request, "documents");
        var isOrdered = WriteCommands.IsOrdered(request.Body);
        var context = new WriteContext(request, request.Body.Flag("bypassDocumentValidation"), cancellationToken);
        WriteCommands.RequireUuid(request, ns);
        request.Body.RejectUnknown();

        var statements = documents.Select(x => new InsertStatement(ns, x)).ToArray();
        return (await StatementRunner.RunAsync(statements, isOrdered, context, cancellationToken).ConfigureAwait(false)).ToReply(isUpdate: false);
    }
}
