using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>How safe a write is to be before it is acknowledged. There is one node: more can't be waited for.</summary>
internal sealed record WriteConcern
{
    public static WriteConcern Default { get; } = new();

    /// <summary>Nodes that are to have the write. Default 1, or "majority".</summary>
    public int Nodes { get; init; } = 1;

    public bool IsJournaled { get; init; }

    /// <summary>Default no limit.</summary>
    public long TimeoutMilliseconds { get; init; }

    public bool IsGiven { get; init; }

    /// <summary>As the reply repeats it, when it couldn't be met.</summary>
    public BsonDocument? Given { get; init; }

    /// <summary>A name of a mode that this replica set doesn't have.</summary>
    public string? UnknownMode { get; init; }

    public static WriteConcern Parse(BsonValue? value)
    {
        if (value is null)
            return Default;

        var body = new CommandBody("writeConcern", value as BsonDocument ?? throw new CommandException(ServerError.TypeMismatch, $"BSON field 'writeConcern' is the wrong type '{BsonTypeName.Of(value)}', expected type 'object'"));
        var concern = new WriteConcern { IsGiven = body.Document.ElementCount > 0, Given = body.Document, IsJournaled = body.Flag("j"), TimeoutMilliseconds = body.Number("wtimeout") ?? 0 };
        _ = body.Value("fsync");
        _ = body.Value("provenance");
        concern = body.Value("w") switch
        {
            null => concern,
            BsonString { Value: "majority" } => concern,
            BsonString { Value: var mode } => concern with { UnknownMode = mode },
            { IsNumeric: true } number when number.ToInt64() is >= 0 and <= 50 and var nodes => concern with { Nodes = (int)nodes },
            { IsNumeric: true } => throw new CommandException(ServerError.FailedToParse, "w has to be a non-negative number and not greater than 50"),
            _ => throw new CommandException(ServerError.FailedToParse, "w has to be a number, string, or object"),
        };
        body.RejectUnknown();
        return concern;
    }

    /// <summary>What the reply says beside its result, when the write was done and the concern couldn't be met.</summary>
    public BsonDocument? Failure()
    {
        if (UnknownMode is not null)
            return Error(ServerError.UnknownReplWriteConcern, $"No write concern mode named '{UnknownMode}' found in replica set configuration");
        return Nodes > 1 ? Error(ServerError.UnsatisfiableWriteConcern, "Not enough data-bearing nodes") : null;
    }

    private BsonDocument Error(ServerError error, string message) => new()
    {
        { "code", (int)error },
        { "codeName", error.ToString() },
        { "errmsg", message },
        { "errInfo", new BsonDocument("writeConcern", new BsonDocument(Given!) { { "provenance", "clientSupplied" } }) },
    };
}
