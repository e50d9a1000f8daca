using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$year</c>, <c>$month</c>, …: a part of a date as a clock in a time zone shows it, and <c>$dateToParts</c>.</summary>
internal static class DatePartOperators
{
    private static readonly NamedOperands s_part = new("date", "timezone") { Required = ["date"], Unknown = 40535, Missing = 40539 };
    private static readonly NamedOperands s_parts = new("date", "timezone", "iso8601") { Required = ["date"], NotDocument = 40524, Unknown = 40520, Missing = 40522 };

    public static IReadOnlyList<Operator> All { get; } =
    [
        Part("$year", date => date.Year),
        Part("$month", date => date.Month),
        Part("$dayOfMonth", date => date.Day),
        Part("$dayOfYear", date => date.DayOfYear),
        Part("$dayOfWeek", date => (int)date.DayOfWeek + 1),
        Part("$isoDayOfWeek", IsoDayOfWeek),
        Part("$week", Week),
        Part("$isoWeek", ISOWeek.GetWeekOfYear),
        Part("$isoWeekYear", ISOWeek.GetYear, isLong: true),
        Part("$hour", date => date.Hour),
        Part("$minute", date => date.Minute),
        Part("$second", date => date.Second),
        Part("$millisecond", date => date.Millisecond),
        new("$dateToParts", ParseToParts),
    ];

    public static int IsoDayOfWeek(DateTime date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;

    /// <summary>Weeks begin on Sunday; the days before the year's first are week 0.</summary>
    public static int Week(DateTime date) => (date.DayOfYear - 1 + 7 - (int)date.DayOfWeek) / 7;

    private static Operator Part(string name, Func<DateTime, int> part, bool isLong = false) => new(name, (argument, scope) =>
    {
        var isNamed = argument is BsonDocument document && !ExpressionParser.IsOperator(document);
        var operands = isNamed ? s_part.Parse(name, argument, scope) : [Operator.ParseOperands(name, argument, scope, 1, 1)[0], ConstantExpression.Missing];
        var isZoned = isNamed && ((BsonDocument)argument).Contains("timezone");
        return Folding.Fold(
            new NaryExpression(operands, (values, _) =>
            {
                var zone = TimeZones.Read(name, values[1], isZoned);
                if (zone is null || Numbers.IsNullish(values[0]))
                    return BsonNull.Value;
                var value = part(Dates.ToLocal(Dates.At(Dates.Coerce(values[0])), zone));
                return isLong ? new BsonInt64(value) : new BsonInt32(value);
            }),
            operands);
    });

    private static NaryExpression ParseToParts(BsonValue argument, ParseScope scope)
    {
        var operands = s_parts.Parse("$dateToParts", argument, scope);
        var isZoned = ((BsonDocument)argument).Contains("timezone");
        return new NaryExpression(operands, (values, _) =>
        {
            var zone = TimeZones.Read("$dateToParts", values[1], isZoned);
            if (values[2] is not (null or BsonNull or BsonBoolean))
                throw new CommandException(40521, "iso8601 must evaluate to a bool");
            if (zone is null || values[2] is BsonNull || Numbers.IsNullish(values[0]))
                return BsonNull.Value;

            var date = Dates.ToLocal(Dates.At(Dates.Coerce(values[0])), zone);
            var parts = values[2] is BsonBoolean { Value: true }
                ? new BsonDocument { { "isoWeekYear", ISOWeek.GetYear(date) }, { "isoWeek", ISOWeek.GetWeekOfYear(date) }, { "isoDayOfWeek", IsoDayOfWeek(date) } }
                : new BsonDocument { { "year", date.Year }, { "month", date.Month }, { "day", date.Day } };
            return parts.AddRange(new BsonDocument { { "hour", date.Hour }, { "minute", date.Minute }, { "second", date.Second }, { "millisecond", date.Millisecond } });
        });
    }
}
