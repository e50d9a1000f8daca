using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>The fields of a command, or of a document in one, read with MongoDB's own complaints. What was read is known; the rest is refused.</summary>
internal sealed class CommandBody(string name, BsonDocument document)
{
    /// <summary>Fields that every command takes.</summary>
    private static readonly HashSet<string> s_generic =
    [
        "$db", "lsid", "txnNumber", "autocommit", "startTransaction", "readConcern", "writeConcern", "$clusterTime", "$readPreference", "maxTimeMS",
        "comment", "apiVersion", "apiStrict", "apiDeprecationErrors", "stmtId", "stmtIds", "$audit", "$client", "$configServerState", "help",
        "databaseVersion", "shardVersion", "maxTimeMSOpOnly", "coordinator", "tracking_info", "$replData", "serialization_context", "mayBypassWriteBlocking",
        "allowImplicitCollectionCreation", "$oplogQueryData", "traceCtx", "$queryOptions", "isTrackedByResourceManager", "versionContext",
    ];

    private readonly HashSet<string> _read = [name];

    public BsonDocument Document => document;

    public string Name => name;

    public bool Has(string field) => Value(field) is not null;

    /// <summary>The value, or <see langword="null"/> where the field is missing.</summary>
    public BsonValue? Value(string field)
    {
        _read.Add(field);
        return document.TryGetValue(field, out var value) ? value : null;
    }

    public string? Text(string field) => Value(field) switch
    {
        null => null,
        BsonString text => text.Value,
        var other => throw WrongType(field, other, "string"),
    };

    public BsonDocument? Object(string field) => Value(field) switch
    {
        null => null,
        BsonDocument value => value,
        var other => throw WrongType(field, other, "object"),
    };

    public BsonArray? Array(string field) => Value(field) switch
    {
        null => null,
        BsonArray value => value,
        var other => throw WrongType(field, other, "array"),
    };

    /// <summary>A whole number of any numeric type.</summary>
    public long? Number(string field) => Value(field) switch
    {
        null => null,
        { IsNumeric: true } value => ToInt64(value),
        var other => throw WrongTypes(field, other, "long, int, decimal, double"),
    };

    /// <summary>Booleans, and numbers as MongoDB takes them for booleans.</summary>
    public bool Flag(string field) => Value(field) switch
    {
        null => false,
        BsonBoolean value => value.Value,
        { IsNumeric: true } value => value.ToDouble() != 0,
        var other => throw WrongTypes(field, other, "bool, long, int, decimal, double"),
    };

    public CommandException WrongType(string field, BsonValue value, string expected) =>
        new(ServerError.TypeMismatch, $"BSON field '{name}.{field}' is the wrong type '{BsonTypeName.Of(value)}', expected type '{expected}'");

    public CommandException Missing(string field) => new(ServerError.IDLFailedToParse, $"BSON field '{name}.{field}' is missing but a required field");

    /// <summary>A number that has a least value.</summary>
    public long? NotNegative(string field) => Number(field) switch
    {
        < 0 and var value => throw new CommandException(51024, $"BSON field '{field}' value must be >= 0, actual value '{value}'"),
        var value => value,
    };

    /// <summary>Call it when all fields were asked for.</summary>
    /// <exception cref="CommandException">IDLUnknownField.</exception>
    public void RejectUnknown()
    {
        foreach (var element in document)
        {
            if (!_read.Contains(element.Name) && !s_generic.Contains(element.Name))
                throw new CommandException(ServerError.IDLUnknownField, $"BSON field '{name}.{element.Name}' is an unknown field.");
        }
    }

    public static bool IsGeneric(string field) => s_generic.Contains(field);

    private CommandException WrongTypes(string field, BsonValue value, string expected) =>
        new(ServerError.TypeMismatch, $"BSON field '{name}.{field}' is the wrong type '{BsonTypeName.Of(value)}', expected types '[{expected}]'");

    private static long ToInt64(BsonValue value) => value switch
    {
        BsonDouble { Value: var number } => double.IsNaN(number) ? 0 : number >= long.MaxValue ? long.MaxValue : number <= long.MinValue ? long.MinValue : (long)number,
        BsonDecimal128 { Value: var number } => Decimal128.IsNaN(number) ? 0 : Decimal128.Compare(number, new Decimal128(long.MaxValue)) >= 0 ? long.MaxValue : Decimal128.Compare(number, new Decimal128(long.MinValue)) <= 0 ? long.MinValue : Decimal128.ToInt64(number),
        _ => value.ToInt64(),
    };
}
