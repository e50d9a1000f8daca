using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary>A cursor over a sequence that ends.</summary>
internal sealed class EnumerableCursor(IEnumerable<BsonDocument> documents) : ServerCursor
{
    private readonly IEnumerator<BsonDocument> _documents = documents.GetEnumerator();
    private BsonDocument? _unread;
    private bool _isDone;

    /// <summary>Of a snapshot read.</summary>
    public ulong? AtClusterTime { get; init; }

    public override bool IsExhausted
    {
        get
        {
            if (_unread is null && !_isDone)
                _unread = Next();
            return _unread is null;
        }
    }

    public override void Describe(BsonDocument cursor)
    {
        if (AtClusterTime is { } time)
            cursor["atClusterTime"] = Storage.ClusterClock.ToBson(time);
    }

    public override BsonDocument? Next()
    {
        if (_unread is { } document)
        {
            _unread = null;
            return document;
        }

        if (!_isDone && _documents.MoveNext())
            return _documents.Current;
        _isDone = true;
        return null;
    }

    public override void Unread(BsonDocument document) => _unread = document;

    public override void Dispose()
    {
        _documents.Dispose();
        base.Dispose();
    }
}
