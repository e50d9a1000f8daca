using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>A document that is to be inserted, with its _id first; one without gets one.</summary>
internal sealed record NewDocument(byte[] Bytes, BsonDocument Document)
{
    /// <exception cref="CommandException">It is too large, or its _id can't be one.</exception>
    public static NewDocument Of(byte[] given, Func<BsonTimestamp> clusterTime)
    {
        if (given.Length > Documents.MaxBytes)
            throw new CommandException(ServerError.BSONObjectTooLarge, $"object to insert too large. size in bytes: {given.Length}, max size: {Documents.MaxBytes}");

        var document = Documents.Decode(given);
        var changed = Complete(document, clusterTime);
        DocumentId.RequireStorable(document["_id"]);
        return new NewDocument(changed ? Documents.Encode(document) : given, document);
    }

    /// <summary>The fields that a server sets: _id, and timestamps that are empty.</summary>
    private static bool Complete(BsonDocument document, Func<BsonTimestamp> clusterTime)
    {
        var changed = false;
        for (var i = 0; i < document.ElementCount; i++)
        {
            if (document.GetElement(i) is { Name: not "_id", Value: BsonTimestamp { Value: 0 } })
            {
                document[i] = clusterTime();
                changed = true;
            }
        }

        var at = document.IndexOfName("_id");
        if (at == 0)
            return changed;
        var id = at < 0 ? new BsonElement("_id", ObjectId.GenerateNewId()) : document.GetElement(at);
        if (at > 0)
            document.RemoveAt(at);
        document.InsertAt(0, id);
        return true;
    }
}
