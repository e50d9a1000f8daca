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
        if (id is BsonDocument document && document.Names.FirstOrDefault(name => name.StartsWith('$') && name is not ("$ref" or "$id" or "$db")) is { } dollar)
        {
            throw new CommandException(ServerError.DollarPrefixedFieldName,
                $"_id fields may not contain '$'-prefixed fields: {dollar} is not valid for storage.");
        }
    }

    /// <summary>A new version of a document with the <c>_id</c> it had; one of its own must be equal.</summary>
    public static BsonDocument Kept(BsonDocument before, BsonDocument after)
    {
        if (!before.TryGetValue("_id", out var id))
            return after;
        if (!after.TryGetValue("_id", out var newId))
        {
            var kept = new BsonDocument(allowDuplicateNames: true) { { "_id", id } };
            kept.AddRange(after);
            return kept;
        }

        if (!BsonOrder.Simple.Equals(id, newId))
        {
            throw new CommandException(ServerError.ImmutableField,
                $"After applying the update, the (immutable) field '_id' was found to have been altered to _id: {ShellText.Of(newId)}");
        }

        return after;
    }
}
