using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Sessions;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>What a command says of its transaction or retryable write: <c>txnNumber</c>, <c>startTransaction</c>, <c>autocommit</c>.</summary>
internal sealed record SessionPart(long? Number, Transaction? Transaction)
{
    private static readonly SessionPart s_none = new(null, null);

    public static async Task<SessionPart> ReadAsync(ServerContext server, Command command, LogicalSession? session, BsonDocument body, ReadConcern readConcern, CancellationToken cancellationToken)
    {
        if (!body.TryGetValue("txnNumber", out var given))
        {
            if (body.Contains("autocommit") || body.Contains("startTransaction"))
                throw new CommandException(ServerError.InvalidOptions, "'autocommit' field requires a transaction number to also be specified");
            return s_none;
        }

        if (session is null)
            throw new CommandException(ServerError.InvalidOptions, "Transaction number requires a session ID to also be specified");
        var number = given.ToInt64();
        if (number < 0)
            throw new CommandException(ServerError.InvalidOptions, "Transaction number cannot be negative");
        if (number < session.TransactionNumber)
            throw new CommandException(ServerError.TransactionTooOld, $"Cannot start transaction {number} on session {session.Id} because a newer transaction {session.TransactionNumber} has already started.");

        if (!body.Contains("autocommit"))
            return RetryableWrite(command, session, number);
        if (body["autocommit"].ToBoolean())
            throw new CommandException(ServerError.InvalidOptions, "Specifying autocommit=true is not allowed.");
        return await TransactionAsync(server, command, session, number, body, readConcern, cancellationToken).ConfigureAwait(false);
    }

    private static SessionPart RetryableWrite(Command command, LogicalSession session, long number)
    {
        if (!command.Has(CommandTraits.Retryable))
        {
            throw command is ITransactionEnd
                ? new CommandException(ServerError.InvalidOptions, $"{command.Name} must be run within a transaction")
                : new CommandException(50768, "It is illegal to provide a txnNumber for command " + command.Name);
        }

        if (session.Transaction is not null && number == session.TransactionNumber && !session.IsRetryableWrite)
            throw new CommandException(ServerError.IncompleteTransactionHistory, "Cannot retry a retryable write that was sent as a transaction");
        session.BeginRetryableWrite(number);
        return new SessionPart(number, null);
    }

    private static async Task<SessionPart> TransactionAsync(ServerContext server, Command command, LogicalSession session, long number, BsonDocument body, ReadConcern readConcern, CancellationToken cancellationToken)
    {
        var starts = body.GetValue("startTransaction", false).ToBoolean();
        if (!command.Has(CommandTraits.InTransactions) && command is not ITransactionEnd)
        {
            throw command.Name == "count"
                ? new CommandException(ServerError.OperationNotSupportedInTransaction, "Cannot run 'count' in a multi-document transaction. Please see http://dochub.mongodb.org/core/transaction-count for a recommended alternative.")
                : new CommandException(ServerError.OperationNotSupportedInTransaction, $"Cannot run '{command.Name}' in a multi-document transaction.");
        }

        if (!starts)
        {
            if (readConcern.IsGiven)
                throw new CommandException(ServerError.InvalidOptions, "Only the first command in a transaction may specify a readConcern");
            return new SessionPart(number, Continue(command, session, number));
        }

        if (command is ITransactionEnd)
            throw new CommandException(ServerError.OperationNotSupportedInTransaction, "Cannot run '" + command.Name + "' as the first command of a transaction");
        if (number == session.TransactionNumber)
            throw new CommandException(ServerError.ConflictingOperationInProgress, $"Given transaction number {number} in {session.Id} has already been used.");
        var snapshot = readConcern.AtClusterTime is { } time ? server.Store.History.At(time, server.Store.Current) : server.Store.Current;
        return new SessionPart(number, await server.Sessions.BeginAsync(session, number, snapshot, cancellationToken).ConfigureAwait(false));
    }

    private static Transaction Continue(Command command, LogicalSession session, long number)
    {
        if (session.Transaction is not { } transaction || transaction.Number != number)
            throw new CommandException(ServerError.NoSuchTransaction, $"Given transaction number {number} does not match any in-progress transactions. The active transaction number is {session.TransactionNumber}");
        return (transaction.State, command) switch
        {
            (TransactionState.InProgress, _) or (TransactionState.Committed, CommitTransactionCommand) => transaction,
            (TransactionState.Committed, _) => throw new CommandException(ServerError.TransactionCommitted, $"Transaction with {{ txnNumber: {number} }} has been committed."),
            _ => throw new CommandException(ServerError.NoSuchTransaction, $"Transaction with {{ txnNumber: {number} }} has been aborted."),
        };
    }
}
