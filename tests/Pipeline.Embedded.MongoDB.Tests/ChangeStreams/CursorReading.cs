using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Tests.ChangeStreams;

internal static class CursorReading
{
    extension(ServerCursor cursor)
    {
        /// <summary>All that there is for now.</summary>
        public List<BsonDocument> Take()
        {
            var taken = new List<BsonDocument>();
            while (cursor.Next() is { } document)
                taken.Add(document);
            return taken;
        }

        public BsonDocument TakeOne() => Assert.Single(cursor.Take());

        public BsonDocument PostBatchToken()
        {
            var reply = new BsonDocument();
            cursor.Describe(reply);
            return reply["postBatchResumeToken"].AsBsonDocument;
        }
    }

    public static IEnumerable<string> Types(this IEnumerable<BsonDocument> events) => events.Select(x => x["operationType"].AsString);

    public static CommandException Refused(ServerError error, Action action)
    {
        var exception = Assert.Throws<CommandException>(action);
        Assert.Equal(error, (ServerError)exception.Code);
        return exception;
    }
}
