using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>What follows <c>$changeStream</c>, run over one event at a time. It may do anything but change the event's _id.</summary>
internal sealed class EventPipeline(Func<IEnumerable<BsonDocument>, IEnumerable<BsonDocument>> stages)
{
    /// <exception cref="CommandException">The event can't be delivered, so the stream can't be resumed after it.</exception>
    public IEnumerable<BsonDocument> Run(ChangeEvent change)
    {
        foreach (var document in stages([change.Document]))
        {
            if (change.MissingImage is not null)
                throw change.MissingImage;
            RequireToken(change.Token, document);
            RequireSize(change, document);
            yield return document;
        }
    }

    private static void RequireToken(ResumeToken token, BsonDocument document)
    {
        var id = document.GetValue("_id", null);
        if (id is BsonDocument { ElementCount: 1 } kept && kept.GetValue("_data", null) is BsonString { Value: var data } && data == token.Data)
            return;

        throw new CommandException(
            ServerError.ChangeStreamFatalError,
            "Encountered an event whose _id field, which contains the resume token, was modified by the pipeline. Modifying the _id field of an event makes it impossible to resume the stream from that point. Only transformations that retain the unmodified _id field are allowed. " +
            $"Expected: {ShellText.Of(new BsonDocument("_id", token.ToBson()))} but found: {(id is null ? "{}" : ShellText.Of(new BsonDocument("_id", id)))}")
        {
            Labels = [ChangeStreamCursor.NonResumable],
        };
    }

    private static void RequireSize(ChangeEvent change, BsonDocument document)
    {
        const int Most = Documents.MaxBytes + 16 * 1024;
        if (change.Bytes < Documents.MaxBytes / 2)
            return;
        var bytes = Documents.Encode(document).Length;
        if (bytes > Most)
            throw new CommandException(ServerError.BSONObjectTooLarge, $"BSONObj size: {bytes} (0x{bytes:X}) is invalid. Size must be between 0 and {Most}(16MB) First element: _id: {ShellText.Of(change.Token.ToBson())}");
    }
}
