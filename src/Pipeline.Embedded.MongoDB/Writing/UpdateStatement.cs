using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Reading;
using Pipeline.Embedded.MongoDB.Sessions;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>Updates one document or all that match, or inserts one where none does.</summary>
internal sealed record UpdateStatement : IStatement
{
    public required Namespace Namespace { get; init; }

    public required Selection Selection { get; init; }

    public required BsonValue Modification { get; init; }

    public BsonArray? ArrayFilters { get; init; }

    public BsonDocument? Constants { get; init; }

    public bool IsMulti { get; init; }

    public bool IsUpsert { get; init; }

    /// <summary>The document to insert instead of one that is made up.</summary>
    public BsonDocument? UpsertDocument { get; init; }

    public StatementResult Run(WriteBatch batch, WriteContext context)
    {
        var collection = context.Find(batch, Namespace);
        var query = Selection.ToQuery(context.Request, collection, IsMulti ? null : 1, needsPosition: false);
        var update = Update.Parse(Modification, new UpdateOptions
        {
            Evaluation = Selection.Evaluation(context.Request, collection),
            ArrayFilters = ArrayFilters,
            Upsert = IsUpsert,
            Multi = IsMulti,
            Constants = Constants,
        });
        if (IsMulti && update.IsReplacement)
            throw new CommandException(ServerError.FailedToParse, "multi update is not supported for replacement-style update");

        // All are found before the first is changed, so that none is met twice.
        var matched = collection is null ? [] : QueryExecution.Run(collection, query with { NeedsPosition = update.NeedsPositional }, context.CancellationToken).ToArray();
        if (matched.Length == 0)
            return IsUpsert ? Upsert(batch, context, query, update) : new StatementResult(0);

        var mark = matched.Length > 1 ? batch.Here() : null;
        try
        {
            foreach (var document in matched)
                batch.Claim(Namespace, document.RecordId, document.Bytes);
            long modified = 0;
            foreach (var document in matched)
            {
                if (Changed(batch, context, collection!, update, document, out _))
                    modified++;
            }

            return new StatementResult(matched.Length, modified);
        }
        catch (BlockedException) when (mark is not null)
        {
            batch.BackTo(mark);
            throw;
        }
    }

    /// <param name="batch">Where the change is made.</param>
    /// <param name="context">The command.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="update">What to do.</param>
    /// <param name="matched">The document as it is.</param>
    /// <param name="after">The document as it then is.</param>
    public static bool Changed(WriteBatch batch, WriteContext context, CollectionState collection, Update update, MatchedDocument matched, out BsonDocument after)
    {
        BsonDocument? diff;
        bool changed;
        try
        {
            after = update.Apply(Documents.Decode(matched.Bytes), matched.Position, out changed, out diff);
        }
        catch (CommandException exception)
        {
            throw ExecutionErrors.Prefixed(exception, context.Request.Body.Name == "findAndModify" ? ExecutionErrors.FindAndModify : ExecutionErrors.Update);
        }

        if (!changed)
            return false;
        DocumentValidation.Require(collection, after, matched.Document, context);
        batch.Replace(collection.Namespace, matched.RecordId, matched.Bytes, matched.Document, after, diff);
        return true;
    }

    private StatementResult Upsert(WriteBatch batch, WriteContext context, Query query, Update update)
    {
        var created = update.CreateForUpsert(query.Filter, UpsertDocument);
        new InsertStatement(Namespace, Documents.Encode(created)).Run(batch, context);
        return new StatementResult(1, 0, created["_id"]);
    }
}
