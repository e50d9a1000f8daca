using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>An error as a reply.</summary>
internal static class ErrorReply
{
    public static BsonDocument Of(CommandException exception)
    {
        var reply = new BsonDocument { { "ok", 0.0 }, { "errmsg", exception.Message }, { "code", exception.Code }, { "codeName", exception.CodeName } };
        if (exception.Details is { } details)
            reply.AddRange(details);
        if (exception.Labels.Count > 0)
            reply["errorLabels"] = new BsonArray(exception.Labels);
        return reply;
    }
}
