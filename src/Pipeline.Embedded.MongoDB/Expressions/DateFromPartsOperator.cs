using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$dateFromParts</c>. Parts beyond their range carry over: month 14 is February of the next year.</summary>
internal static class DateFromPartsOperator
{
    private static readonly NamedOperands s_operands =
        new("year", "month", "day", "isoWeekYear", "isoWeek", "isoDayOfWeek", "hour", "minute", "second", "millisecond", "timezone") { NotDocument = 40519, Unknown = 40518 };

    public static IReadOnlyList<Operator> All { get; } = [new("$dateFromParts", Parse)];

    private static NaryExpression Parse(BsonValue argument, ParseScope scope)
    {
        var operands = s_operands.Parse("$dateFromParts", argument, scope);
        var document = (BsonDocument)argument;
        if (!document.Contains("year") && !document.Contains("isoWeekYear"))
            throw new CommandException(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
        var isIso = document.Contains("isoWeekYear");
        if (isIso && (document.Contains("year") || document.Contains("month") || document.Contains("day")))
            throw new CommandException(40489, "$dateFromParts does not allow mixing natural dates with ISO dates");
        if (!isIso && (document.Contains("isoWeek") || document.Contains("isoDayOfWeek")))
            throw new CommandException(40525, "$dateFromParts does not allow mixing natural dates with ISO dates");
        return new NaryExpression(operands, (values, _) => Make(values, document, isIso));
    }

    private static BsonValue Make(BsonValue?[] values, BsonDocument given, bool isIso)
    {
        var parts = new long[10];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!given.Contains(s_operands.Names[index]))
                parts[index] = index < 6 ? 1 : 0;
            else if (Numbers.IsNullish(values[index]))
                return BsonNull.Value;
            else
                parts[index] = Read(s_operands.Names[index], values[index]);
        }

        if (TimeZones.Read("$dateFromParts", values[10], given.Contains("timezone")) is not { } zone)
            return BsonNull.Value;
        var year = isIso ? parts[3] : parts[0];
        if (year is < 1 or > 9999)
            throw new CommandException(40523, $"'{(isIso ? "isoWeekYear" : "year")}' must evaluate to an integer in the range 1 to 9999, found {year}");

        try
        {
            var day = isIso
                ? ISOWeek.ToDateTime((int)year, 1, DayOfWeek.Monday).AddDays((parts[4] - 1) * 7 + parts[5] - 1)
                : new DateTime((int)year, 1, 1).AddMonths((int)parts[1] - 1).AddDays(parts[2] - 1);
            var local = day.AddHours(parts[6]).AddMinutes(parts[7]).AddSeconds(parts[8]).AddMilliseconds(parts[9]);
            return new BsonDateTime(Dates.MillisecondsOf(Dates.ToUtc(local, zone)));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new CommandException(16421, "$dateFromParts: the date is out of the range that the embedded server knows, the years 1 to 9999");
        }
    }

    private static long Read(string name, BsonValue? value)
    {
        if (!Numbers.TryWhole(value, out var whole))
            throw new CommandException(40515, $"'{name}' must evaluate to an integer, found {BsonTypeName.Of(value)} with value {Texts.Show(value)}");
        var isWide = name is "second" or "millisecond" or "year" or "isoWeekYear";
        return isWide || whole is >= short.MinValue and <= short.MaxValue
            ? whole
            : throw new CommandException(31034, $"'{name}' must evaluate to a value in the range [-32768, 32767]; value {whole} is not in range");
    }
}
