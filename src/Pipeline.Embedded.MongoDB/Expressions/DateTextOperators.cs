using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$dateToString</c> and <c>$dateFromString</c>.</summary>
internal static class DateTextOperators
{
    private static readonly NamedOperands s_toString = new("date", "format", "timezone", "onNull") { Required = ["date"], NotDocument = 18629, Unknown = 18534, Missing = 18628 };
    private static readonly NamedOperands s_fromString = new("dateString", "format", "timezone", "onNull", "onError") { Required = ["dateString"], NotDocument = 40540, Unknown = 40541, Missing = 40542 };

    public static IReadOnlyList<Operator> All { get; } = [new("$dateToString", ParseToString), new("$dateFromString", ParseFromString)];

    private static NaryExpression ParseToString(BsonValue argument, ParseScope scope)
    {
        var operands = s_toString.Parse("$dateToString", argument, scope);
        var given = (BsonDocument)argument;
        var (isZoned, isFormatted, hasOnNull) = (given.Contains("timezone"), given.Contains("format"), given.Contains("onNull"));
        return new NaryExpression(operands, (values, _) =>
        {
            var zone = TimeZones.Read("$dateToString", values[2], isZoned);
            if (isFormatted && values[1] is not BsonString && !Numbers.IsNullish(values[1]))
                throw new CommandException(18533, $"$dateToString requires that 'format' be a string, found: {BsonTypeName.Of(values[1])} with value {Texts.Show(values[1])}");
            if (Numbers.IsNullish(values[0]))
                return hasOnNull ? values[3] : BsonNull.Value;
            if (zone is null || (isFormatted && Numbers.IsNullish(values[1])))
                return BsonNull.Value;

            var utc = Dates.At(Dates.Coerce(values[0]));
            var format = values[1] is BsonString text ? text.Value : zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime ? DateFormat.Utc : DateFormat.Local;
            return new BsonString(DateFormat.Write(utc, zone, format));
        });
    }

    private static DelegateExpression ParseFromString(BsonValue argument, ParseScope scope)
    {
        var operands = s_fromString.Parse("$dateFromString", argument, scope);
        var given = (BsonDocument)argument;
        var hasOnNull = given.Contains("onNull");
        var hasOnError = given.Contains("onError");
        return new DelegateExpression(evaluation =>
        {
            var text = operands[0].Evaluate(evaluation);
            if (Numbers.IsNullish(text))
                return hasOnNull ? operands[3].Evaluate(evaluation) : BsonNull.Value;
            try
            {
                return FromString(text!, operands, given, evaluation);
            }
            catch (CommandException exception) when (hasOnError && exception.Is(ServerError.ConversionFailure))
            {
                return operands[4].Evaluate(evaluation);
            }
        });
    }

    private static BsonValue FromString(BsonValue value, Expression[] operands, BsonDocument given, EvaluationScope scope)
    {
        var isZoned = given.Contains("timezone");
        var zone = TimeZones.Read("$dateFromString", operands[2].Evaluate(scope), isZoned);
        var format = operands[1].Evaluate(scope);
        if (zone is null || (given.Contains("format") && Numbers.IsNullish(format)))
            return BsonNull.Value;
        if (format is not (null or BsonString))
            throw new CommandException(40684, $"$dateFromString requires that 'format' be a string, found: {BsonTypeName.Of(format)} with value {Texts.Show(format)}");
        if (value is not BsonString text)
            throw new CommandException(ServerError.ConversionFailure, $"$dateFromString requires that 'dateString' be a string, found: {BsonTypeName.Of(value)} with value {Texts.Show(value)}");

        var utc = format is BsonString by
            ? DateReader.Read(text.Value, by.Value, zone, isZoned)
            : DateReader.Read(text.Value, zone, isZoned);
        return new BsonDateTime(Dates.MillisecondsOf(utc));
    }
}
