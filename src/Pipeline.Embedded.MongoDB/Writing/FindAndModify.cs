using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Projecting;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>One document to update or delete, and to answer with.</summary>
internal sealed record FindAndModify
{
    public required Namespace Namespace { get; init; }

    public required Selection Selection { get; init; }

    public BsonValue? Modification { get; init; }

    public BsonArray? ArrayFilters { get; init; }

    public BsonDocument? Fields { get; init; }

    public bool IsRemoval { get; init; }

    public bool IsUpsert { get; init; }

    public bool AnswersNew { get; init; }

    /// <exception cref="CommandException">Its fields contradict each other.</exception>
    public FindAndModify RequireSensible() => this switch
    {
        { IsRemoval: true, Modification: not null } => throw new CommandException(ServerError.FailedToParse, "Cannot specify both an update and remove=true"),
        { IsRemoval: true, IsUpsert: true } => throw new CommandException(ServerError.FailedToParse, "Cannot specify both upsert=true and remove=true "),
        { IsRemoval: true, AnswersNew: true } => throw new CommandException(ServerError.FailedToParse, "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document"),
        { IsRemoval: true, ArrayFilters: not null } => throw new CommandException(ServerError.FailedToParse, "Cannot specify arrayFilters and remove=true"),
        { IsRemoval: false, Modification: null } => throw new CommandException(ServerError.FailedToParse, "Either an update or remove=true must be specified"),
        _ => this,
    };

    /// <returns>The reply.</returns>
    public BsonDocument Run(WriteBatch batch, WriteContext context)
    {
        var collection = context.Find(batch, Namespace);
        var query = Selection.ToQuery(context.Request, collection, limit: 1, needsPosition: false);
        var evaluation = Selection.Evaluation(context.Request, collection);
        var projection = Projection.Parse(Fields, new ProjectionOptions { Evaluation = evaluation });
        var update = IsRemoval ? null : Update.Parse(Modification!, new UpdateOptions { Evaluation = evaluation, ArrayFilters = ArrayFilters, Upsert = IsUpsert });
        var matched = collection is null ? null : QueryExecution.Run(collection, query with { NeedsPosition = update is { NeedsPositional: true } || projection is { NeedsPositional: true } }, context.CancellationToken).FirstOrDefault();
        if (matched is null)
            return update is not null && IsUpsert ? Upsert(batch, context, query, update, projection) : Reply(0, IsRemoval, null, null);
        if (update is null)
        {
            batch.Delete(Namespace, matched.RecordId, matched.Bytes, matched.Document);
            return Reply(1, isRemoval: true, null, Projected(projection, matched.Document, matched.Position));
        }

        UpdateStatement.Changed(batch, context, collection!, update, matched, out var after);
        return Reply(1, isRemoval: false, null, Projected(projection, AnswersNew ? after : matched.Document, matched.Position));
    }

    private BsonDocument Upsert(WriteBatch batch, WriteContext context, Query query, Update update, Projection? projection)
    {
        var created = update.CreateForUpsert(query.Filter);
        new InsertStatement(Namespace, Documents.Encode(created)).Run(batch, context);
        return Reply(1, isRemoval: false, created["_id"], AnswersNew ? Projected(projection, created, null) : null);
    }

    private static BsonDocument Projected(Projection? projection, BsonDocument document, string? position) => projection?.Apply(document, position) ?? document;

    private static BsonDocument Reply(int count, bool isRemoval, BsonValue? upsertedId, BsonDocument? value)
    {
        var last = new BsonDocument("n", count);
        if (!isRemoval)
            last.Add("updatedExisting", count == 1 && upsertedId is null);
        if (upsertedId is not null)
            last.Add("upserted", upsertedId);
        return new BsonDocument { { "lastErrorObject", last }, { "value", (BsonValue?)value ?? BsonNull.Value } };
    }
}
