using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>A parsed update: modifiers, a replacement, or a pipeline. It is immutable.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/command/update/#update-statements.</remarks>
internal abstract class Update
{
    public virtual bool IsReplacement => false;

    public virtual bool IsPipeline => false;

    /// <summary>Whether it has a positional <c>$</c>, and so must be told where in an array the filter matched.</summary>
    public virtual bool NeedsPositional => false;

    /// <param name="specification">A document of modifiers or a replacement; an array is a pipeline.</param>
    /// <param name="options">What stands beside it in its statement.</param>
    public static Update Parse(BsonValue specification, UpdateOptions options)
    {
        switch (specification)
        {
            case BsonArray stages:
                return PipelineUpdate.Parse(stages, options);
            case BsonDocument document:
                if (options.Constants is not null)
                    throw new CommandException(51198, "Constant values may only be specified for pipeline updates");
                return document.ElementCount > 0 && document.GetElement(0).Name.StartsWith('$')
                    ? ModifierUpdate.Parse(document, options)
                    : ReplacementUpdate.Parse(document, options);
            default:
                throw new CommandException(ServerError.FailedToParse, "Update argument must be either an object or an array");
        }
    }

    /// <summary>Applies it to a document, which it may change.</summary>
    /// <param name="document">The document as it is stored; given up to this method.</param>
    /// <param name="positionalIndex">The position of the array element that the filter matched.</param>
    /// <param name="changed">Whether anything was modified, as <c>nModified</c> counts it.</param>
    public BsonDocument Apply(BsonDocument document, string? positionalIndex, out bool changed) => Apply(document, positionalIndex, out changed, out _);

    /// <param name="document">The document as it is stored; given up to this method.</param>
    /// <param name="positionalIndex">The position of the array element that the filter matched.</param>
    /// <param name="changed">Whether anything was modified, as <c>nModified</c> counts it.</param>
    /// <param name="diff">What an oplog entry says of the change (see <see cref="DocumentDiff"/>); <see langword="null"/> where it holds the whole new document, or nothing changed.</param>
    public abstract BsonDocument Apply(BsonDocument document, string? positionalIndex, out bool changed, out BsonDocument? diff);

    /// <summary>The document that an upsert inserts when nothing matches.</summary>
    /// <param name="filter">Its equalities are fields of the new document, except for a replacement, which takes only <c>_id</c>.</param>
    /// <param name="newDocumentVariable">The document to insert instead, as <c>upsertSupplied</c> asks for.</param>
    public BsonDocument CreateForUpsert(Filter filter, BsonDocument? newDocumentVariable = null)
    {
        var created = newDocumentVariable is null
            ? Create(UpsertFields.Of(filter, onlyId: IsReplacement))
            : (BsonDocument)newDocumentVariable.DeepClone();
        var at = created.IndexOfName("_id");
        if (at < 0)
        {
            created.InsertAt(0, new BsonElement("_id", ObjectId.GenerateNewId()));
        }
        else if (at > 0)
        {
            var id = created.GetElement(at);
            created.RemoveAt(at);
            created.InsertAt(0, id);
        }

        DocumentId.RequireStorable(created[0]);
        return created;
    }

    /// <param name="seed">The fields that the filter gives; given up to this method.</param>
    protected abstract BsonDocument Create(BsonDocument seed);

    /// <summary>The outcome of an update that made a new document: with the same <c>_id</c>, first.</summary>
    protected static BsonDocument Finish(BsonDocument before, BsonDocument after, out bool changed)
    {
        after = DocumentId.Kept(before, after);
        changed = !BinaryEquality.Same(before, after);
        return after;
    }
}
