using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary><c>abortTransaction</c>.</summary>
internal sealed class AbortTransactionCommand : Command, ITransactionEnd
{
    public override string Name => "abortTransaction";

    public override CommandTraits Traits => CommandTraits.Writes | CommandTraits.AdminOnly;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        _ = request.Body.Value("recoveryToken");
        request.Body.RejectUnknown();
        var transaction = request.Transaction ?? throw new CommandException(ServerError.InvalidOptions, "abortTransaction must be run within a transaction");
        await request.Server.Sessions.AbortAsync(transaction, cancellationToken).ConfigureAwait(false);
        return [];
    }
}
