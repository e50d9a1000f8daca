using MongoDB.Bson;
using MongoDB.Bson.IO;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>What a value is: its type, its size, the parts of a timestamp.</summary>
internal static class TypeOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Operator.Unary("$type", value => new BsonString(BsonTypeName.Of(value))),
        Operator.Unary("$isNumber", value => Numbers.IsNumber(value) ? BsonBoolean.True : BsonBoolean.False),
        Operator.Unary("$bsonSize", value =>
            Numbers.IsNullish(value) ? BsonNull.Value
            : value is BsonDocument document ? new BsonInt32(document.ToBson().Length)
            : throw new CommandException(31393, $"$bsonSize requires a document input, found: {BsonTypeName.Of(value)}")),
        Operator.Unary("$binarySize", value => value switch
        {
            BsonBinaryData binary => new BsonInt32(binary.Bytes.Length),
            BsonString text => new BsonInt32(System.Text.Encoding.UTF8.GetByteCount(text.Value)),
            _ when Numbers.IsNullish(value) => BsonNull.Value,
            _ => throw new CommandException(51276, $"$binarySize requires a string or BinData argument, found: {BsonTypeName.Of(value)}"),
        }),
        Operator.Unary("$tsSecond", value => OfTimestamp("$tsSecond", value, timestamp => timestamp.Timestamp, 5687301)),
        Operator.Unary("$tsIncrement", value => OfTimestamp("$tsIncrement", value, timestamp => timestamp.Increment, 5687302)),
        Operator.Refused("$toHashedIndexKey", ServerError.NotImplemented, "$toHashedIndexKey is not supported by the embedded server"),
        Operator.Refused("$function", ServerError.NotImplemented, "$function needs JavaScript, which the embedded server does not run. Write it with aggregation operators."),
        Operator.Refused("$accumulator", ServerError.NotImplemented, "$accumulator needs JavaScript, which the embedded server does not run. Write it with aggregation operators."),
        Operator.Refused("$meta", ServerError.NotImplemented, "$meta is not supported by the embedded server: it has no text or vector search whose score it could give"),
        new("$rand", (argument, _) => argument is BsonDocument { ElementCount: 0 } or BsonArray { Count: 0 }
            ? new DelegateExpression(_ => new BsonDouble(NextRandom()))
            : throw new CommandException(3040501, "$rand does not currently accept arguments")),
        new("$sampleRate", (argument, _) => Numbers.IsNumber(argument) && Numbers.ToDouble(argument) is >= 0 and <= 1 and var rate
            ? new DelegateExpression(_ => NextRandom() < rate ? BsonBoolean.True : BsonBoolean.False)
            : throw new CommandException(ServerError.BadValue, "argument to $sampleRate must be a number between 0 and 1")),
    ];

    private static BsonValue OfTimestamp(string name, BsonValue? value, Func<BsonTimestamp, long> part, int code) => value switch
    {
        BsonTimestamp timestamp => new BsonInt64(part(timestamp)),
        _ when Numbers.IsNullish(value) => BsonNull.Value,
        _ => throw new CommandException(code, $" Argument to {name} must be a timestamp, but is {BsonTypeName.Of(value)}"),
    };

#pragma warning disable CA5394 // A sample of documents is no secret.
    private static double NextRandom() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}
