using AgentKit.Server.Organizations;
using AgentKit.Server.Problems;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Paging;

/// <summary>Reads lists page by page, newest first, in the order of a time and the id.</summary>
internal sealed class Pager(OrganizationDatabase database, CursorCodec cursors)
{
    /// <param name="list">What is listed.</param>
    /// <param name="page">Which page.</param>
    /// <param name="view">Makes of a document what the caller sees.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ProblemException">400: the cursor isn't one that was given out for this list.</exception>
    public async Task<Page<TView>> ReadAsync<TDocument, TView>(PagedList<TDocument> list, PageRequest page, Func<TDocument, TView> view, CancellationToken cancellationToken)
        where TDocument : class, IOrganizationDocument
    {
        var filter = list.Filter;
        if (page.Cursor is not null)
            filter &= After<TDocument>(list.TimeField, cursors.TryRead(database.OrganizationId, list.Identity, page.Cursor, out var position) ? position : throw Forged());

        var sort = Builders<TDocument>.Sort.Descending(list.TimeField).Descending("_id");
        // One more tells whether there is a next page.
        var documents = await database.Collection<TDocument>(list.Collection).FindAsync(filter, sort, page.Limit + 1, cancellationToken);
        var next = documents.Count > page.Limit ? cursors.Write(database.OrganizationId, list.Identity, list.Position(documents[page.Limit - 1])) : null;
        return new Page<TView>([.. documents.Take(page.Limit).Select(view)], next);
    }

    // The first comparison bounds what is read of the index; the second leaves out what stood on the page before.
    private static FilterDefinition<T> After<T>(string timeField, CursorPosition position)
    {
        var at = new BsonDateTime(position.At.UtcDateTime);
        return new BsonDocument("$and", new BsonArray
        {
            new BsonDocument(timeField, new BsonDocument("$lte", at)),
            new BsonDocument("$or", new BsonArray { new BsonDocument(timeField, new BsonDocument("$lt", at)), new BsonDocument("_id", new BsonDocument("$lt", position.Id)) }),
        });
    }

    private static ProblemException Forged() =>
        new(Problem.Of(StatusCodes.Status400BadRequest, "invalid-cursor", "The cursor can't be used", "Send a next_cursor as it was given, with the same filter; or begin anew without one."));
}
