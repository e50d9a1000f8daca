using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Faults;
using Pipeline.Embedded.MongoDB.Sessions;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>From a message to its reply: finds the command, its session and transaction, runs it, and says what became of it.</summary>
internal sealed class CommandDispatcher(ServerContext server, IReadOnlyList<Command> commands)
{
    private readonly Dictionary<string, Command> _commands = Index(commands);

    public IReadOnlyList<Command> Commands => commands;

    public Command? Find(string name) => _commands.GetValueOrDefault(name);

    /// <exception cref="ConnectionClosedException">The client gets no reply: a fail point closes the connection.</exception>
    public async Task<BsonDocument> RunAsync(ClientConnection connection, BsonDocument body, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> sequences, CancellationToken cancellationToken)
    {
        var name = body.ElementCount == 0 ? "" : body.GetElement(0).Name;
        Command? command = null;
        CommandRequest? request = null;
        FailPointEffect? fault = null;
        BsonDocument reply;
        var hasOwnLabels = false;
        using var operation = server.Operations.Begin(connection, body, sequences, cancellationToken);
        try
        {
            command = Find(name) ?? throw new CommandException(ServerError.CommandNotFound, $"no such command: '{name}'");
            if (!command.Has(CommandTraits.Unauthenticated))
                server.Access.Require(server, connection, body);
            ApiVersion.Require(body, command);
            fault = await server.FailPoints.MeetAsync(command, connection, body, operation.Token).ConfigureAwait(false);
            operation.LimitTime(body, name);
            request = await RequestAsync(command, connection, body, sequences, operation.Token).ConfigureAwait(false);
            reply = await RunAsync(command, request, operation.Token).ConfigureAwait(false);
            if (!reply.Contains("ok"))
                reply["ok"] = 1.0;
            if (fault?.WriteConcernError is { } concernError)
                reply["writeConcernError"] = concernError;
            else if (command.Has(CommandTraits.Writes) && request.WriteConcern.Failure() is { } failure)
                reply["writeConcernError"] = failure;
        }
        catch (CommandException exception)
        {
            reply = ErrorReply.Of(exception);
            hasOwnLabels = exception.HasOnlyItsLabels;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            reply = ErrorReply.Of(operation.Interruption());
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ConnectionClosedException))
        {
            server.Log($"{name} failed: {exception}");
            reply = ErrorReply.Of(new CommandException(ServerError.InternalError, exception.Message));
        }

        if (!hasOwnLabels)
            ErrorLabels.Add(reply, command, body, fault, request is null ? null : server.Cursors);
        if (ErrorLabels.IsOfState(reply))
            reply["topologyVersion"] = server.TopologyVersion;
        await AfterErrorAsync(request, reply).ConfigureAwait(false);
        ClusterTimes.Add(reply, server.Store.Clock, request, body);
        return reply;
    }

    private async Task<BsonDocument> RunAsync(Command command, CommandRequest request, CancellationToken cancellationToken)
    {
        if (request.Transaction is null || command is ITransactionEnd)
            return await command.RunAsync(request, cancellationToken).ConfigureAwait(false);

        // A part of a transaction runs with writers out: what it claims and what it reads belong together.
        var running = await server.Store.WithWritersOutAsync(Run, cancellationToken).ConfigureAwait(false);
        return await running.ConfigureAwait(false);

        Task<BsonDocument> Run() => request.Transaction.State == TransactionState.InProgress
            ? command.RunAsync(request, cancellationToken)
            : throw new CommandException(ServerError.NoSuchTransaction, $"Transaction with {{ txnNumber: {request.Transaction.Number} }} has been aborted.");
    }

    private async Task<CommandRequest> RequestAsync(Command command, ClientConnection connection, BsonDocument body, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> sequences, CancellationToken cancellationToken)
    {
        var database = body.GetValue("$db", "admin") is BsonString { Value: var name } ? name : throw new CommandException(ServerError.TypeMismatch, "$db must be a string");
        Namespace.RequireValidDatabase(database);
        if (command.Has(CommandTraits.AdminOnly) && database != "admin")
            throw new CommandException(ServerError.Unauthorized, $"{command.Name} may only be run against the admin database.");

        ClusterTimes.Learn(body, server.Store.Clock);
        var readConcern = ReadConcern.Parse(body.TryGetValue("readConcern", out var concern) ? concern : null);
        var session = body.TryGetValue("lsid", out var lsid) ? server.Sessions.Get(lsid as BsonDocument ?? throw new CommandException(ServerError.TypeMismatch, "lsid must be an object")) : null;
        var part = await SessionPart.ReadAsync(server, command, session, body, readConcern, cancellationToken).ConfigureAwait(false);
        if (part.Transaction is null)
            readConcern.RequireSupport(command);
        if (part.Transaction is null && readConcern.IsSnapshot && readConcern.AtClusterTime is null)
            readConcern = readConcern with { AtClusterTime = server.Store.Current.Time };
        var writeConcern = WriteConcern.Parse(body.TryGetValue("writeConcern", out var write) ? write : null);
        if (part.Transaction is not null && writeConcern.IsGiven && command is not ITransactionEnd)
            throw new CommandException(ServerError.InvalidOptions, "writeConcern is not allowed within a multi-statement transaction");
        return new CommandRequest
        {
            Server = server,
            Connection = connection,
            Database = database,
            Body = new CommandBody(body.GetElement(0).Name, body),
            Sequences = sequences,
            Session = session,
            TransactionNumber = part.Number,
            Transaction = part.Transaction,
            ReadConcern = readConcern,
            WriteConcern = writeConcern,
            Now = server.Now,
            CancellationToken = cancellationToken,
        };
    }

    /// <summary>An error inside a transaction ends it.</summary>
    private async Task AfterErrorAsync(CommandRequest? request, BsonDocument reply)
    {
        if (request?.Transaction is not { } transaction)
            return;
        if (reply["ok"].ToDouble() == 0 || reply.Contains("writeErrors"))
            await server.Sessions.AbortAsync(transaction, CancellationToken.None).ConfigureAwait(false);
    }

    private static Dictionary<string, Command> Index(IReadOnlyList<Command> commands)
    {
        var index = new Dictionary<string, Command>(StringComparer.Ordinal);
        foreach (var command in commands)
        {
            index.Add(command.Name, command);
            foreach (var alias in command.Aliases)
                index.Add(alias, command);
        }

        return index;
    }
}
