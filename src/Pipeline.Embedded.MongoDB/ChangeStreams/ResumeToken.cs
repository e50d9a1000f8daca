using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>
/// A place in the order of events. Its text is hexadecimal and sorts as the events do; clients may compare it, and nothing else. It has
/// MongoDB's layout (version 2): time, version, kind, number within a transaction, whether it is of an invalidation, the collection's
/// UUID, and what identifies the event.
/// </summary>
/// <param name="Data">The text.</param>
/// <param name="ClusterTime">The event's time, or the time that a high-water mark is at.</param>
internal sealed record ResumeToken(string Data, ulong ClusterTime)
{
    private const int Event = 128;
    private const int HighWaterMark = 0;

    /// <summary>Whether it is of no event: everything before its time has been seen.</summary>
    public bool IsHighWaterMark { get; private init; }

    public bool IsFromInvalidate { get; private init; }

    public Guid? Collection { get; private init; }

    public BsonDocument ToBson() => new("_data", Data);

    public static ResumeToken At(ulong time)
    {
        var writer = new TokenWriter();
        Begin(writer, time, HighWaterMark, 0, isFromInvalidate: false, null);
        return new ResumeToken(writer.ToString(), time) { IsHighWaterMark = true };
    }

    /// <param name="operation">What happened.</param>
    /// <param name="type">The event's <c>operationType</c>.</param>
    /// <param name="detail">The event's document key or operation description.</param>
    /// <param name="isFromInvalidate">Whether it is the token of the invalidation that follows the event.</param>
    public static ResumeToken Of(ChangeOperation operation, string type, BsonElement? detail, bool isFromInvalidate)
    {
        var writer = new TokenWriter();
        Begin(writer, operation.Time, Event, operation.TransactionIndex ?? 0, isFromInvalidate, operation.Collection);
        writer.WriteIdentifier(type, detail);
        return new ResumeToken(writer.ToString(), operation.Time) { IsFromInvalidate = isFromInvalidate, Collection = operation.Collection };
    }

    /// <exception cref="CommandException">It isn't a resume token.</exception>
    public static ResumeToken Parse(BsonDocument token)
    {
        if (token.GetValue("_data", null) is not BsonString { Value: var data })
            throw new CommandException(40647, "Bad resume token: _data of missing or of wrong type. Expected string, got " + ShellText.Of(token));
        if (data.Length % 2 != 0 || !data.All(char.IsAsciiHexDigit))
            throw new CommandException(ServerError.FailedToParse, "resume token string was not a valid hex string");
        if (data.Length == 0)
            throw new CommandException(40649, "invalid empty resume token");

        var reader = new TokenReader(Convert.FromHexString(data));
        var time = reader.ReadTime();
        if (reader.ReadNumber() is not (1 or 2))
            throw new CommandException(50795, "Invalid Resume Token: only supports version 0, 1 and 2");
        var kind = reader.ReadNumber();
        if (kind is not (Event or HighWaterMark))
            throw new CommandException(51057, $"Token type {kind} not recognized");
        _ = reader.ReadNumber();
        var isFromInvalidate = reader.ReadBoolean();
        return new ResumeToken(data.ToUpperInvariant(), time) { IsHighWaterMark = kind == HighWaterMark, IsFromInvalidate = isFromInvalidate, Collection = reader.ReadUuid() };
    }

    private static void Begin(TokenWriter writer, ulong time, int kind, int index, bool isFromInvalidate, Guid? collection)
    {
        writer.WriteTime(time);
        writer.WriteNumber(2);
        writer.WriteNumber(kind);
        writer.WriteNumber(index);
        writer.WriteBoolean(isFromInvalidate);
        writer.WriteUuid(collection);
    }
}
