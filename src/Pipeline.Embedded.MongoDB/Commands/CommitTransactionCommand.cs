using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Sessions;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary><c>commitTransaction</c>. One that has been committed may be committed again.</summary>
internal sealed class CommitTransactionCommand : Command, ITransactionEnd
{
    public override string Name => "commitTransaction";

    public override CommandTraits Traits => CommandTraits.Writes | CommandTraits.AdminOnly;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        _ = request.Body.Value("recoveryToken");
        request.Body.RejectUnknown();
        var transaction = request.Transaction ?? throw new CommandException(ServerError.InvalidOptions, "commitTransaction must be run within a transaction");
        if (transaction.State == TransactionState.InProgress)
            await request.Server.Sessions.CommitAsync(request.Session!, transaction, request.WriteConcern.IsJournaled, cancellationToken).ConfigureAwait(false);
        return [];
    }
}
