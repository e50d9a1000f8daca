using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary>A tailable cursor over a capped collection or the oplog: at the end it waits for what is still to be written.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/core/tailable-cursors/.</remarks>
internal sealed class TailCursor : ServerCursor
{
    private readonly TailOptions _options;
    private readonly TailReader _reader;
    private readonly Guid _collection;
    private long _skip;
    private BsonDocument? _unread;
    private bool _hasRead;

    /// <exception cref="CommandException">BadValue: the collection isn't capped.</exception>
    public TailCursor(Store store, CollectionState collection, TailOptions options)
    {
        if (!collection.Options.IsCapped)
            throw new CommandException(ServerError.BadValue, $"error processing query: ns={collection.Namespace} :: caused by :: tailable cursor requested on non capped collection");
        _options = options;
        _collection = collection.Uuid;
        _skip = options.Skip;
        IsExhausted = collection.Records.Count == 0;
        var begin = collection.Namespace == Namespace.Oplog ? OplogRange.BeginOf(options.Query) : 0;
        _reader = new TailReader(store, collection.Namespace, begin - 1) { Check = RequirePosition };
    }

    public override bool IsTailable => true;

    public override bool AwaitsData => _options.AwaitsData;

    /// <summary>Only of a collection that was empty when the cursor was opened: there, MongoDB's is dead at once.</summary>
    public override bool IsExhausted { get; }

    public static TailCursor Open(CommandRequest request, CollectionState collection, TailOptions options) =>
        new(request.Server.Store, collection, options) { Namespace = collection.Namespace, Session = request.Session };

    public override BsonDocument? Next()
    {
        if (_unread is { } document)
        {
            _unread = null;
            return document;
        }

        while (_reader.Next() is { } bytes)
        {
            _hasRead = true;
            document = Documents.Decode(bytes);
            string? positional = null;
            if (_options.Filter is { } filter && !filter.Matches(document, out positional))
                continue;
            if (_skip > 0)
                _skip--;
            else
                return _options.Projection is { } projection ? projection.Apply(document, positional) : Documents.Raw(bytes);
        }

        return null;
    }

    public override void Unread(BsonDocument document) => _unread = document;

    private void RequirePosition(CollectionState? collection, TailReader reader)
    {
        if (collection is null || collection.Uuid != _collection)
            throw new CommandException(ServerError.QueryPlanKilled, $"collection dropped. UUID {_collection}");
        if (_hasRead && !collection.Records.TryGet(reader.Position, out _))
            throw new CommandException(ServerError.CappedPositionLost, $"CollectionScan died due to position in capped collection being deleted. Last seen record id: RecordId({reader.Position})");
    }
}
