using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Matching;

/// <summary>What the driver's many exceptions carry of a server's reply.</summary>
internal static class ServerErrors
{
    // A write error has a code but no name on the wire; these are the names of the codes that the server gives to one.
    private static readonly Dictionary<int, string> WriteErrorNames = new()
    {
        [2] = "BadValue", [9] = "FailedToParse", [14] = "TypeMismatch", [28] = "PathNotViable", [40] = "ConflictingUpdateOperators", [52] = "DollarPrefixedFieldName",
        [66] = "ImmutableField", [112] = "WriteConflict", [121] = "DocumentValidationFailure", [251] = "NoSuchTransaction", [11000] = "DuplicateKey", [17280] = "KeyTooLong",
    };

    /// <summary>True where the error is derived from a server's reply.</summary>
    public static bool IsFromServer(Exception error) => error switch
    {
        ClientBulkWriteException bulk => bulk.WriteErrors is { Count: > 0 } || bulk.WriteConcernErrors is { Count: > 0 } || (bulk.InnerException is { } inner && IsFromServer(inner)),
        MongoAuthenticationException => error.InnerException is MongoServerException,
        MongoConnectionException => false,
        MongoServerException => true,
        _ => false,
    };

    public static IEnumerable<int> Codes(Exception error) => error switch
    {
        MongoCommandException command => [command.Code, .. command is MongoWriteConcernException concern ? Codes(concern.WriteConcernResult?.Response) : []],
        MongoExecutionTimeoutException timeout => [timeout.Code],
        MongoWriteException write => [.. Code(write.WriteError), .. Code(write.WriteConcernError)],
        MongoBulkWriteException bulk => [.. bulk.WriteErrors.Select(x => x.Code), .. Code(bulk.WriteConcernError)],
        { InnerException: { } inner } => Codes(inner),
        _ => [],
    };

    public static IEnumerable<string> CodeNames(Exception error) => error switch
    {
        MongoCommandException command => [command.CodeName ?? "", .. command is MongoWriteConcernException concern ? Names(concern.WriteConcernResult?.Response) : []],
        MongoExecutionTimeoutException timeout => [timeout.CodeName ?? ""],
        MongoWriteException write => [.. Name(write.WriteError), .. Name(write.WriteConcernError)],
        MongoBulkWriteException bulk => [.. bulk.WriteErrors.SelectMany(Name), .. Name(bulk.WriteConcernError)],
        { InnerException: { } inner } => CodeNames(inner),
        _ => [],
    };

    public static IEnumerable<string> Messages(Exception error)
    {
        yield return error.Message;
        if (error is MongoCommandException { Result: { } reply })
            yield return reply.ToString();
        if (error is MongoWriteException write)
        {
            yield return write.WriteError?.Message ?? "";
            yield return write.WriteConcernError?.Message ?? "";
        }

        if (error is MongoBulkWriteException bulk)
        {
            foreach (var item in bulk.WriteErrors)
                yield return item.Message;
            yield return bulk.WriteConcernError?.Message ?? "";
        }

        // A client's bulk write error has its own write errors; the format forbids to look at those here, and lets the top-level error count.
        if (error.InnerException is { } inner)
        {
            foreach (var message in Messages(inner))
                yield return message;
        }
    }

    /// <summary>The reply, where the exception keeps it.</summary>
    public static BsonDocument? Response(Exception error) => error switch
    {
        MongoCommandException command => command.Result,
        MongoExecutionTimeoutException timeout => new BsonDocument { { "code", timeout.Code }, { "codeName", timeout.CodeName ?? "" } },
        { InnerException: { } inner } => Response(inner),
        _ => null,
    };

    private static IEnumerable<int> Code(WriteError? error) => error is null ? [] : [error.Code];

    private static IEnumerable<int> Code(WriteConcernError? error) => error is null ? [] : [error.Code];

    private static IEnumerable<int> Codes(BsonDocument? reply) =>
        reply is not null && reply.TryGetValue("writeConcernError", out var error) && error is BsonDocument document && document.TryGetValue("code", out var code) ? [code.ToInt32()] : [];

    private static IEnumerable<string> Name(WriteError? error) => error is not null && WriteErrorNames.TryGetValue(error.Code, out var name) ? [name] : [];

    private static IEnumerable<string> Name(WriteConcernError? error) => error?.CodeName is { } name ? [name] : [];

    private static IEnumerable<string> Names(BsonDocument? reply) =>
        reply is not null && reply.TryGetValue("writeConcernError", out var error) && error is BsonDocument document && document.TryGetValue("codeName", out var name) ? [name.AsString] : [];
}
