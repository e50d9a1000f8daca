using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary><c>getMore</c>: the next batch of a cursor.</summary>
internal sealed class GetMoreCommand : Command
{
    private static readonly TimeSpan s_awaitDefault = TimeSpan.FromSeconds(1);

    public override string Name => "getMore";

    public override CommandTraits Traits => CommandTraits.InTransactions | CommandTraits.ReadConcern;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        var id = body.Number(Name)!.Value;
        var ns = new Namespace(request.Database, body.Text("collection") ?? throw body.Missing("collection"));
        var batchSize = body.NotNegative("batchSize");
        var wait = body.Number("maxTimeMS") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : s_awaitDefault;
        _ = body.Value("term");
        _ = body.Value("lastKnownCommittedOpTime");
        body.RejectUnknown();
        if (batchSize == 0)
            throw new CommandException(ServerError.BadValue, "Batch size for getMore must be positive, but received: 0");

        var cursor = request.Server.Cursors.Get(id);
        RequireOwner(request, cursor, ns, id);
        if (!cursor.TryUse())
            throw new CommandException(ServerError.CursorInUse, $"cursor id {id} is already in use");
        try
        {
            request.Server.FailPoints.MeetGetMore();
            var batch = await FillAsync(request, cursor, batchSize ?? long.MaxValue, wait, cancellationToken).ConfigureAwait(false);
            var reply = new BsonDocument("nextBatch", batch);
            var isDone = cursor.IsExhausted;
            reply.Add("id", isDone ? 0L : id).Add("ns", cursor.Namespace.ToString());
            cursor.Describe(reply);
            if (isDone)
                request.Server.Cursors.Kill(id);
            return new BsonDocument("cursor", reply);
        }
        catch (CommandException)
        {
            request.Server.Cursors.Kill(id);
            throw;
        }
        finally
        {
            cursor.Release();
        }
    }

    private static async Task<BsonArray> FillAsync(CommandRequest request, ServerCursor cursor, long batchSize, TimeSpan wait, CancellationToken cancellationToken)
    {
        var started = request.Server.Time.GetTimestamp();
        while (true)
        {
            // Taken before looking, so that a write in between wakes this.
            var next = request.Server.Store.Committed.Next;
            var batch = CursorReply.Fill(cursor, batchSize);
            cursor.LastUse = request.Server.Now;
            var left = wait - request.Server.Time.GetElapsedTime(started);
            if (batch.Count > 0 || !cursor.AwaitsData || cursor.IsExhausted || left <= TimeSpan.Zero)
                return batch;
            await Task.WhenAny(next, Task.Delay(left, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static void RequireOwner(CommandRequest request, ServerCursor cursor, Namespace ns, long id)
    {
        if (cursor.Namespace != ns)
            throw new CommandException(ServerError.Unauthorized, $"Requested getMore on namespace '{ns}', but cursor belongs to a different namespace {cursor.Namespace}");
        if (cursor.Session is not null && request.Session is null)
            throw new CommandException(50737, $"Cannot run getMore on cursor {id}, which was created in session {cursor.Session.Id}, without an lsid");
        if (cursor.Session is null && request.Session is not null)
            throw new CommandException(50736, $"Cannot run getMore on cursor {id}, which was not created in a session, in session {request.Session.Id}");
        if (cursor.Session is not null && cursor.Session != request.Session)
            throw new CommandException(50738, $"Cannot run getMore on cursor {id}, which was created in session {cursor.Session.Id}, in session {request.Session?.Id}");
        if (cursor.TransactionNumber is not null && request.Transaction is null)
            throw new CommandException(50740, $"Cannot run getMore on cursor {id}, which was created in a transaction, without a txnNumber");
        if (cursor.TransactionNumber is null && request.Transaction is not null)
            throw new CommandException(50739, $"Cannot run getMore on cursor {id}, which was not created in a transaction, in transaction {request.TransactionNumber}");
        if (cursor.TransactionNumber is { } number && number != request.TransactionNumber)
            throw new CommandException(50741, $"Cannot run getMore on cursor {id}, which was created in transaction {number}, in transaction {request.TransactionNumber}");
    }
}
