using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>A change stream: the oplog from a place on, as events that a pipeline is run over, with tokens to resume from.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/changeStreams/.</remarks>
internal sealed class ChangeStreamCursor : ServerCursor
{
    /// <summary>The label of errors that resuming doesn't help against.</summary>
    public const string NonResumable = "NonResumableChangeStreamError";

    private readonly ChangeReader _changes;
    private readonly ChangeEvents _events;
    private readonly EventPipeline _pipeline;
    private readonly Queue<(ResumeToken Token, BsonDocument Document)> _ready = new();
    private readonly Queue<ChangeEvent> _pending = new();

    /// <summary>The token that is still looked for: events up to it were delivered before.</summary>
    private ResumeToken? _resumesFrom;
    private ResumeToken _token;
    private ResumeToken _tokenBefore;
    private BsonDocument? _unread;
    private ResumeToken? _unreadToken;
    private bool _isInvalidated;

    public ChangeStreamCursor(Store store, ChangeStreamScope scope, ChangeStreamOptions options, EventPipeline pipeline)
    {
        _pipeline = pipeline;
        _events = new ChangeEvents(store, scope, options);
        _resumesFrom = options.Token;
        _token = _tokenBefore = options.Token ?? ResumeToken.At(options.StartAtOperationTime ?? LastTime(store) + 1);
        _changes = new ChangeReader(store, scope, _token.ClusterTime);
    }

    public override bool IsChangeStream => true;

    public override bool IsTailable => true;

    public override bool AwaitsData => true;

    public override bool IsExhausted => _isInvalidated && _unread is null && _ready.Count == 0 && _pending.Count == 0;

    /// <summary>Opens the stream of a pipeline that begins with <c>$changeStream</c>.</summary>
    /// <param name="request">The aggregate command.</param>
    /// <param name="stage">Its first stage.</param>
    /// <param name="rest">The stages after it.</param>
    /// <param name="server">What these need.</param>
    /// <exception cref="CommandException">The options are wrong, what is to be watched can't be, or the oplog doesn't go back far enough.</exception>
    public static ChangeStreamCursor Open(CommandRequest request, ChangeStreamStage stage, AggregationPipeline rest, IPipelineServer server)
    {
        if (request.Transaction is not null)
            throw new CommandException(ServerError.OperationNotSupportedInTransaction, "Operation not permitted in transaction :: caused by :: Aggregation stage $changeStream cannot run within a multi-document transaction");

        var options = ChangeStreamOptions.Parse(stage.Options);
        var scope = ChangeStreamScope.Of(request.Database, rest.Options.Collection, options);
        var ns = new Namespace(request.Database, rest.Options.Collection ?? "$cmd.aggregate");
        return new ChangeStreamCursor(request.Server.Store, scope, options, new EventPipeline(events => rest.Run(events, server))) { Namespace = ns, Session = request.Session };
    }

    public override void Describe(BsonDocument cursor) => cursor["postBatchResumeToken"] = _token.ToBson();

    /// <exception cref="CommandException">The stream can't go on; a client must open another.</exception>
    public override BsonDocument? Next()
    {
        if (_unread is { } unread)
        {
            _unread = null;
            (_tokenBefore, _token) = (_token, _unreadToken!);
            return unread;
        }

        while (_ready.Count == 0)
        {
            if (NextEvent() is { } next)
                Run(next);
            else if (_isInvalidated)
                return null;
            else
                return Idle();
        }

        var (token, document) = _ready.Dequeue();
        (_tokenBefore, _token) = (_token, token);
        return document;
    }

    public override void Unread(BsonDocument document)
    {
        _unread = document;
        (_unreadToken, _token) = (_token, _tokenBefore);
    }

    private static ulong LastTime(Store store)
    {
        var cursor = store.Current.Find(Namespace.Oplog)!.Records.Cursor();
        return cursor.SeekLast() ? (ulong)cursor.Key : 0;
    }

    /// <summary>The end of the log: whatever came before it has been seen, so a client that resumes needn't look at it again.</summary>
    private BsonDocument? Idle()
    {
        if (_changes.Position > _token.ClusterTime)
            _token = _tokenBefore = ResumeToken.At(_changes.Position);
        return null;
    }

    private ChangeEvent? NextEvent()
    {
        while (_pending.Count == 0 && !_isInvalidated)
        {
            if (_changes.Next() is not { } operations)
                return null;
            foreach (var operation in operations)
            {
                if (_events.Of(operation) is not { } made)
                    continue;
                if (IsAfterStart(made.Token))
                    _pending.Enqueue(made);
                if (made.Invalidation is not { } invalidation || !IsAfterStart(invalidation.Token))
                    continue;
                _pending.Enqueue(invalidation);
                _isInvalidated = true;
                break;
            }
        }

        return _pending.TryDequeue(out var next) ? next : null;
    }

    private void Run(ChangeEvent next)
    {
        foreach (var document in _pipeline.Run(next))
            _ready.Enqueue((next.Token, document));
    }

    /// <summary>Whether an event wasn't delivered before. The one that is resumed after must come first.</summary>
    private bool IsAfterStart(ResumeToken token)
    {
        if (_resumesFrom is not { } start)
            return true;

        var order = string.CompareOrdinal(token.Data, start.Data);
        if (order < 0)
            return false;
        if (order > 0 && !start.IsHighWaterMark)
        {
            throw new CommandException(ServerError.ChangeStreamFatalError, $"cannot resume stream; the resume token was not found. {ShellText.Of(token.ToBson())}")
            {
                Labels = [NonResumable],
            };
        }

        _resumesFrom = null;
        return order > 0;
    }
}
