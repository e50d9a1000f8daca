using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Projecting;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Tests.ChangeStreams;

public sealed class TailCursorTests
{
    [Fact]
    public async Task What_is_written_later_comes_later()
    {
        await using var store = new WatchedStore();
        await store.CreateAsync(store.Items, "{capped: true, size: 4096}");
        await store.InsertAsync("{_id: 1, a: 1}", "{_id: 2, a: 0}");
        var query = BsonDocument.Parse("{a: 1}");
        using var cursor = Open(store, new TailOptions { Query = query, Filter = Filter.Parse(query), Projection = Projection.Parse(BsonDocument.Parse("{_id: 1}"), new ProjectionOptions()), AwaitsData = true });

        Assert.Equal(1, cursor.TakeOne()["_id"]);
        Assert.Empty(cursor.Take());
        await store.InsertAsync("{_id: 3, a: 1}", "{_id: 4, a: 1}");

        Assert.Equal([BsonDocument.Parse("{_id: 3}"), BsonDocument.Parse("{_id: 4}")], cursor.Take());
        Assert.True(cursor is { IsTailable: true, AwaitsData: true, IsExhausted: false });
    }

    [Fact]
    public async Task A_cursor_over_an_empty_collection_is_dead_at_once()
    {
        await using var store = new WatchedStore();
        await store.CreateAsync(store.Items, "{capped: true, size: 4096}");

        using var cursor = Open(store, new TailOptions());

        Assert.Null(cursor.Next());
        Assert.True(cursor.IsExhausted);
    }

    [Fact]
    public async Task A_cursor_whose_place_was_overwritten_dies()
    {
        await using var store = new WatchedStore();
        await store.CreateAsync(store.Items, "{capped: true, size: 4096, max: 3}");
        await store.InsertAsync("{_id: 1}");
        using var cursor = Open(store, new TailOptions());
        Assert.Single(cursor.Take());

        await store.InsertAsync("{_id: 2}", "{_id: 3}", "{_id: 4}");

        CursorReading.Refused(ServerError.CappedPositionLost, () => cursor.Next());
    }

    [Fact]
    public async Task A_cursor_over_a_dropped_collection_dies()
    {
        await using var store = new WatchedStore();
        await store.CreateAsync(store.Items, "{capped: true, size: 4096}");
        await store.InsertAsync("{_id: 1}");
        using var cursor = Open(store, new TailOptions());
        Assert.Single(cursor.Take());

        await store.WriteAsync(batch => batch.Drop(batch.Find(store.Items)!));

        CursorReading.Refused(ServerError.QueryPlanKilled, () => cursor.Next());
    }

    [Fact]
    public async Task Only_a_capped_collection_has_a_tail()
    {
        await using var store = new WatchedStore();
        await store.InsertAsync("{_id: 1}");

        CursorReading.Refused(ServerError.BadValue, () => Open(store, new TailOptions()));
    }

    [Theory]
    [InlineData("{ts: {$gt: #}}", 1)]
    [InlineData("{ts: {$gte: #}}", 2)]
    [InlineData("{$and: [{op: 'i'}, {ts: {$gte: #}}]}", 2)]
    [InlineData("{ts: #}", 1)]
    public async Task The_oplog_is_read_from_the_time_that_the_filter_asks_for(string template, int expected)
    {
        await using var store = new WatchedStore();
        await store.InsertAsync("{_id: 1}", "{_id: 2}", "{_id: 3}");
        var time = new BsonTimestamp((long)store.Store.Current.Time - 1);
        var query = BsonDocument.Parse(template.Replace("#", new BsonDocument("t", time).ToJson()[7..^2], StringComparison.Ordinal));

        using var cursor = new TailCursor(store.Store, store.Store.Current.Find(Namespace.Oplog)!, new TailOptions { Query = query, Filter = Filter.Parse(query) }) { Namespace = Namespace.Oplog };

        Assert.Equal(expected, cursor.Take().Count);
        Assert.True(OplogRange.BeginOf(query) >= time.Value);
    }

    private static TailCursor Open(WatchedStore store, TailOptions options) => new(store.Store, store.Store.Current.Find(store.Items)!, options) { Namespace = store.Items };
}
