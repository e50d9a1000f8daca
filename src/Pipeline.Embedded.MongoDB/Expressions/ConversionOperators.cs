using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$convert</c> and its short forms.</summary>
internal static class ConversionOperators
{
    private static readonly NamedOperands s_operands = new("input", "to", "onError", "onNull", "format", "base", "byteOrder") { Required = ["input", "to"] };

    public static IReadOnlyList<Operator> All { get; } =
    [
        new("$convert", Parse),
        To("$toBool", BsonType.Boolean),
        To("$toDate", BsonType.DateTime),
        To("$toDecimal", BsonType.Decimal128),
        To("$toDouble", BsonType.Double),
        To("$toInt", BsonType.Int32),
        To("$toLong", BsonType.Int64),
        To("$toObjectId", BsonType.ObjectId),
        To("$toString", BsonType.String),
        Operator.Unary("$toUUID", value => Numbers.IsNullish(value) ? BsonNull.Value
            : value is BsonBinaryData { SubType: BsonBinarySubType.UuidStandard } ? value
            : Conversion.Convert(value!, new ConversionTarget(BsonType.Binary) { SubType = 4, Format = "uuid" })),
    ];

    private static Operator To(string name, BsonType type) => Operator.Unary(name, value =>
        Numbers.IsNullish(value) ? BsonNull.Value : Conversion.Convert(value!, new ConversionTarget(type)));

    private static DelegateExpression Parse(BsonValue argument, ParseScope scope)
    {
        if (argument is not BsonDocument given)
            throw new CommandException(ServerError.FailedToParse, $"$convert expects an object of named arguments but found: {BsonTypeName.Of(argument)}");
        var raw = s_operands.Read("$convert", given);
        var operands = s_operands.Parse("$convert", given, scope);
        var hasOnNull = raw[3] is not null;
        var hasOnError = raw[2] is not null;
        return new DelegateExpression(evaluation =>
        {
            var input = operands[0].Evaluate(evaluation);
            var to = operands[1].Evaluate(evaluation);
            if (Numbers.IsNullish(input))
                return hasOnNull ? operands[3].Evaluate(evaluation) : BsonNull.Value;
            if (Numbers.IsNullish(to))
                return BsonNull.Value;
            var target = ConversionTarget.Parse(to!, operands[4].Evaluate(evaluation));
            try
            {
                return Conversion.Convert(input!, target);
            }
            catch (CommandException exception) when (hasOnError && exception.Is(ServerError.ConversionFailure))
            {
                return operands[2].Evaluate(evaluation);
            }
        });
    }
}
