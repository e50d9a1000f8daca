using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>The rules of <c>_id</c>: which values it may have, and that an update leaves it alone.</summary>
internal static class DocumentId
{
    public static void RequireStorable(BsonValue id)
    {
        if (id is BsonArray or BsonRegularExpression or BsonUndefined)
            throw new CommandException(ServerError.InvalidIdField, $"The '_id' value cannot be of type {BsonTypeName.Of(id)}");
        RequireNoDollars(id, "_id");
    }

    private static void RequireNoDollars(BsonValue value, string path)
    {
        if (value is not BsonDocument document)
            return;
        foreach (var field in document)
        {
            if (UpdatePath.IsRefused(field.Name))
                throw UpdatePath.DollarPrefixed(field.Name, $"{path}.{field.Name}");
            RequireNoDollars(field.Value, $"{path}.{field.Name}");
        }
    }

    /// <summary>A new version of a document with the <c>_id</c> it had, which comes first; one of its own must be equal.</summary>
    public static BsonDocument Kept(BsonDocument before, BsonDocument after)
    {
        if (!before.TryGetValue("_id", out var id))
            return after;
        var newId = after.GetValue("_id", id);
        if (!BsonOrder.Simple.Equals(id, newId))
        {
            throw new CommandException(ServerError.ImmutableField,
                $"After applying the update, the (immutable) field '_id' was found to have been altered to _id: {ShellText.Of(newId)}");
        }

        if (after.IndexOfName("_id") == 0)
            return after;
        var kept = new BsonDocument(allowDuplicateNames: true) { { "_id", newId } };
        kept.AddRange(after.Where(element => element.Name != "_id"));
        return kept;
    }
}
