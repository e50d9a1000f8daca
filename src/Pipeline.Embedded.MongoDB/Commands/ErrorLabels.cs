using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Faults;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>Tells drivers what they may do again.</summary>
/// <remarks>Sources: https://github.com/mongodb/specifications, retryable writes, transactions and change streams.</remarks>
internal static class ErrorLabels
{
    public const string TransientTransactionError = "TransientTransactionError";
    public const string RetryableWriteError = "RetryableWriteError";
    public const string UnknownTransactionCommitResult = "UnknownTransactionCommitResult";
    public const string ResumableChangeStreamError = "ResumableChangeStreamError";

    private static readonly HashSet<int> s_retryable = [6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436];

    private static readonly HashSet<int> s_transient = [24, 112, 246, 251, 267, 6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 239];

    private static readonly HashSet<int> s_states = [91, 189, 10058, 10107, 11600, 11602, 13435, 13436];

    private static readonly HashSet<int> s_resumable = [6, 7, 43, 63, 89, 91, 133, 150, 189, 234, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436];

    /// <param name="reply">The error.</param>
    /// <param name="command">What was run.</param>
    /// <param name="body">As it was sent.</param>
    /// <param name="fault">What a fail point did.</param>
    /// <param name="cursors">None if the command hadn't begun when it failed, as by a fail point: then nobody has looked whose cursor it was.</param>
    public static void Add(BsonDocument reply, Command? command, BsonDocument body, FailPointEffect? fault, CursorRegistry? cursors)
    {
        var code = Code(reply);
        var isFailed = reply["ok"].ToDouble() == 0;
        if (fault?.Labels is { } given)
        {
            if (code is not null && given.Count > 0)
                reply["errorLabels"] = given;
            return;
        }

        if (code is null || command is null)
            return;

        var labels = reply.TryGetValue("errorLabels", out var had) ? had.AsBsonArray : [];
        var isCommit = command.Name == "commitTransaction";
        var inTransaction = body.Contains("autocommit") && !isCommit && command.Name != "abortTransaction";
        if (isFailed && (inTransaction || isCommit) && s_transient.Contains(code.Value) && !(isCommit && s_retryable.Contains(code.Value)))
            Append(labels, TransientTransactionError);
        if (s_retryable.Contains(code.Value) && (command is ITransactionEnd || (body.Contains("txnNumber") && !body.Contains("autocommit"))))
            Append(labels, RetryableWriteError);
        if (command.Name is "getMore" or "aggregate" && s_resumable.Contains(code.Value) && IsChangeStream(command, body, cursors))
            Append(labels, ResumableChangeStreamError);
        if (labels.Count > 0)
            reply["errorLabels"] = labels;
    }

    /// <summary>Whether the error says that the server isn't the primary, or stops: such replies say which state that was.</summary>
    public static bool IsOfState(BsonDocument reply) => Code(reply) is { } code && s_states.Contains(code);

    private static int? Code(BsonDocument reply)
    {
        if (reply.TryGetValue("code", out var code) && reply["ok"].ToDouble() == 0)
            return code.ToInt32();
        if (reply.TryGetValue("writeConcernError", out var error))
            return error.AsBsonDocument.GetValue("code", 0).ToInt32();
        return reply.TryGetValue("writeErrors", out var errors) && errors.AsBsonArray.Count > 0 ? errors[0]["code"].ToInt32() : null;
    }

    private static bool IsChangeStream(Command command, BsonDocument body, CursorRegistry? cursors) => command.Name == "aggregate"
        ? body.GetValue("pipeline", BsonNull.Value) is BsonArray { Count: > 0 } pipeline && pipeline[0] is BsonDocument stage && stage.Contains("$changeStream")
        : cursors?.IsChangeStream(body.GetValue("getMore", 0L).ToInt64()) == true;

    private static void Append(BsonArray labels, string label)
    {
        if (!labels.Contains(label))
            labels.Add(label);
    }
}
