using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Matching;

/// <summary>The format's "expectedError".</summary>
internal sealed class ErrorMatcher(ValueMatcher values)
{
    public void Match(BsonDocument expected, Exception actual, string path)
    {
        foreach (var element in expected)
        {
            if (!Matches(element, actual, $"{path}.{element.Name}"))
                throw new SpecificationFailedException($"{path}: expected {element.Name} {element.Value}, got {Shown(actual)}", actual);
        }
    }

    private bool Matches(BsonElement expected, Exception actual, string path)
    {
        switch (expected.Name)
        {
            case "isError":
                return expected.Value.AsBoolean;
            case "isClientError":
                return expected.Value.AsBoolean != ServerErrors.IsFromServer(actual);
            case "isTimeoutError":
                return expected.Value.AsBoolean == actual is TimeoutException;
            case "errorContains":
                return ServerErrors.Messages(actual).Any(x => x.Contains(expected.Value.AsString, StringComparison.OrdinalIgnoreCase));
            case "errorCode":
                return ServerErrors.Codes(actual).Contains(expected.Value.ToInt32());
            case "errorCodeName":
                return ServerErrors.CodeNames(actual).Contains(expected.Value.AsString, StringComparer.OrdinalIgnoreCase);
            case "errorLabelsContain":
                return expected.Value.AsBsonArray.All(x => HasLabel(actual, x.AsString));
            case "errorLabelsOmit":
                return !expected.Value.AsBsonArray.Any(x => HasLabel(actual, x.AsString));
            case "errorResponse":
                values.Match(expected.Value, ServerErrors.Response(actual), isRoot: true, path);
                return true;
            case "writeErrors":
                values.Match(AsRoots(expected.Value.AsBsonDocument), WriteErrors(actual), isRoot: false, path);
                return true;
            case "writeConcernErrors":
                values.MatchRoots(expected.Value, WriteConcernErrors(actual), path);
                return true;
            case "expectResult":
                values.Match(expected.Value, Result(actual), isRoot: false, path);
                return true;
            default:
                throw new UnsupportedByRunnerException($"{path}: the runner doesn't know this assertion.");
        }
    }

    private static bool HasLabel(Exception error, string label) => error is MongoException mongo && mongo.HasErrorLabel(label);

    /// <summary>Each write error is matched as a root document, the list of them isn't.</summary>
    private static BsonDocument AsRoots(BsonDocument expected) =>
        new(expected.Select(x => new BsonElement(x.Name, new BsonDocument("$$matchAsRoot", x.Value))));

    private static BsonDocument WriteErrors(Exception error) => error switch
    {
        ClientBulkWriteException bulk => new BsonDocument(bulk.WriteErrors.Select(x => new BsonElement($"{x.Key}", WriteErrorDocument(x.Value)))),
        MongoBulkWriteException bulk => new BsonDocument(bulk.WriteErrors.Select(x => new BsonElement($"{x.Index}", WriteErrorDocument(x)))),
        _ => [],
    };

    private static BsonDocument WriteErrorDocument(WriteError error)
    {
        var document = new BsonDocument { { "code", error.Code }, { "message", error.Message } };
        if (error.Details is { } details)
            document["details"] = details;
        return document;
    }

    private static BsonArray WriteConcernErrors(Exception error) => error is not ClientBulkWriteException { WriteConcernErrors: { } errors } ? [] : [.. errors.Select(x =>
    {
        var reply = x.WriteConcernResult?.Response;
        var inner = reply is not null && reply.TryGetValue("writeConcernError", out var found) && found is BsonDocument document ? document : x.Result;
        var shown = new BsonDocument { { "code", inner?.GetValue("code", x.Code) ?? x.Code }, { "message", inner?.GetValue("errmsg", x.Message) ?? x.Message } };
        if (inner is not null && inner.TryGetValue("errInfo", out var details))
            shown["details"] = details;
        return shown;
    })];

    private static BsonDocument? Result(Exception error) => error switch
    {
        ClientBulkWriteException { PartialResult: { } partial } => ResultDocuments.Of(partial),
        MongoBulkWriteException<BsonDocument> bulk => ResultDocuments.Of(bulk.Result),
        _ => null,
    };

    private static string Shown(Exception error)
    {
        var labels = error is MongoException { ErrorLabels: { Count: > 0 } found } ? $" [{string.Join(", ", found)}]" : "";
        var codes = ServerErrors.Codes(error).ToList() is { Count: > 0 } numbers ? $" {string.Join(", ", numbers)}" : "";
        return $"{error.GetType().Name}{codes}{labels}: {string.Join(" | ", Causes(error).Select(x => x.Message))}";
    }

    private static IEnumerable<Exception> Causes(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            yield return error;
    }
}
