using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$dateAdd</c>, <c>$dateSubtract</c>, <c>$dateDiff</c> and <c>$dateTrunc</c>.</summary>
internal static class DateArithmeticOperators
{
    private static readonly NamedOperands s_add = new("startDate", "unit", "amount", "timezone") { Required = ["startDate", "unit", "amount"], NotDocument = 5166400, Unknown = 5166401, Missing = 5166402 };
    private static readonly NamedOperands s_difference = new("startDate", "endDate", "unit", "timezone", "startOfWeek") { Required = ["startDate", "endDate", "unit"], NotDocument = 5166301, Unknown = 5166302, Missing = 5166303 };
    private static readonly NamedOperands s_truncation = new("date", "unit", "binSize", "timezone", "startOfWeek") { Required = ["date", "unit"], NotDocument = 5439007, Unknown = 5439008, Missing = 5439009 };

    public static IReadOnlyList<Operator> All { get; } =
    [
        Zoned("$dateAdd", s_add, 3, (values, zone, _) => Add("$dateAdd", values, zone, 1)),
        Zoned("$dateSubtract", s_add, 3, (values, zone, _) => Add("$dateSubtract", values, zone, -1)),
        Zoned("$dateDiff", s_difference, 3, Difference),
        Zoned("$dateTrunc", s_truncation, 3, Truncate),
    ];

    private static Operator Zoned(string name, NamedOperands operands, int zonePosition, Func<BsonValue?[], TimeZoneInfo, BsonDocument, BsonValue> function) =>
        new(name, (argument, scope) =>
        {
            var parsed = operands.Parse(name, argument, scope);
            var given = (BsonDocument)argument;
            var isZoned = given.Contains("timezone");
            return new NaryExpression(parsed, (values, _) =>
                TimeZones.Read(name, values[zonePosition], isZoned) is { } zone ? function(values, zone, given) : BsonNull.Value);
        });

    private static BsonValue Add(string name, BsonValue?[] values, TimeZoneInfo zone, int sign)
    {
        if (Numbers.IsNullish(values[0]) || Numbers.IsNullish(values[1]) || Numbers.IsNullish(values[2]))
            return BsonNull.Value;
        if (!Dates.TryCoerce(values[0], out var start))
            throw new CommandException(5166403, $"{name} requires startDate to be convertible to a date");
        if (values[1] is not BsonString text)
            throw new CommandException(5166404, $"{name} expects string defining the time unit");
        if (!DateUnits.TryParse(text.Value, out var unit))
            throw new CommandException(ServerError.FailedToParse, $"unknown time unit value: {text.Value}");
        if (!Numbers.TryWhole(values[2], out var amount))
            throw new CommandException(5166405, $"{name} expects integer amount of time units");
        return new BsonDateTime(DateUnits.Add(start, unit, sign * amount, zone));
    }

    private static BsonValue Difference(BsonValue?[] values, TimeZoneInfo zone, BsonDocument given)
    {
        if (Numbers.IsNullish(values[0]) || Numbers.IsNullish(values[1]) || Numbers.IsNullish(values[2]))
            return BsonNull.Value;
        var start = ReadDate("$dateDiff", "startDate", values[0]);
        var end = ReadDate("$dateDiff", "endDate", values[1]);
        var unit = DateUnits.Read("$dateDiff", values[2]);
        if (!TryReadStartOfWeek("$dateDiff", unit, values[4], given, out var startOfWeek))
            return BsonNull.Value;

        var (from, to) = (Dates.ToLocal(Dates.At(start), zone), Dates.ToLocal(Dates.At(end), zone));
        return new BsonInt64(unit switch
        {
            DateUnit.Year => to.Year - from.Year,
            DateUnit.Quarter => (to.Year - from.Year) * 4 + (to.Month - 1) / 3 - (from.Month - 1) / 3,
            DateUnit.Month => (to.Year - from.Year) * 12 + to.Month - from.Month,
            DateUnit.Week => (long)(WeekStart(to, startOfWeek) - WeekStart(from, startOfWeek)).TotalDays / 7,
            DateUnit.Day => (long)(to.Date - from.Date).TotalDays,
            // How many boundaries of the clock lie between: measured on instants, so that a change of the clocks doesn't count.
            _ => Floor(end - start + Modulo(Dates.MillisecondsOf(from), DateUnits.Milliseconds(unit)), DateUnits.Milliseconds(unit)),
        });
    }

    private static BsonValue Truncate(BsonValue?[] values, TimeZoneInfo zone, BsonDocument given)
    {
        if (Numbers.IsNullish(values[0]) || Numbers.IsNullish(values[1]) || (given.Contains("binSize") && Numbers.IsNullish(values[2])))
            return BsonNull.Value;
        var date = ReadDate("$dateTrunc", "date", values[0]);
        var unit = DateUnits.Read("$dateTrunc", values[1]);
        long size = 1;
        if (values[2] is not null && !Numbers.TryWhole(values[2], out size))
            throw new CommandException(5439017, $"$dateTrunc requires 'binSize' to be a 64-bit integer, but got value '{Texts.Show(values[2])}' of type {BsonTypeName.Of(values[2])}");
        if (size <= 0)
            throw new CommandException(5439018, $"$dateTrunc requires 'binSize' to be greater than 0, but got value {size}");
        if (!TryReadStartOfWeek("$dateTrunc", unit, values[4], given, out var startOfWeek))
            return BsonNull.Value;

        return new BsonDateTime(Truncate(date, unit, size, zone, startOfWeek));
    }

    /// <summary>Bins are counted from the year 2000 on, in both directions.</summary>
    private static long Truncate(long date, DateUnit unit, long size, TimeZoneInfo zone, DayOfWeek startOfWeek)
    {
        var utc = Dates.At(date);
        var local = Dates.ToLocal(utc, zone);
        var reference = new DateTime(2000, 1, 1);
        if (DateUnits.Months(unit) is > 0 and var months)
        {
            var elapsed = (local.Year - 2000) * 12L + local.Month - 1;
            var bins = Floor(elapsed, checked(months * size));
            return Dates.MillisecondsOf(Dates.ToUtc(reference.AddMonths(checked((int)(bins * months * size))), zone));
        }

        if (unit == DateUnit.Week)
            reference = reference.AddDays(((int)startOfWeek - (int)reference.DayOfWeek + 7) % 7);
        var length = checked(DateUnits.Milliseconds(unit) * size);
        var passed = Floor((local - reference).Ticks, TimeSpan.TicksPerMillisecond);
        var truncated = reference.AddMilliseconds(Floor(passed, length) * length);
        return unit >= DateUnit.Day
            ? Dates.MillisecondsOf(Dates.ToUtc(truncated, zone))
            : date - (Dates.MillisecondsOf(local) - Dates.MillisecondsOf(truncated));
    }

    private static long ReadDate(string name, string which, BsonValue? value) => Dates.TryCoerce(value, out var milliseconds)
        ? milliseconds
        : throw new CommandException(name == "$dateDiff" ? 5166307 : 5439012, $"{name} requires '{which}' to be a date, but got {BsonTypeName.Of(value)}");

    /// <returns><see langword="false"/> where it is null, and the operator answers null.</returns>
    private static bool TryReadStartOfWeek(string name, DateUnit unit, BsonValue? value, BsonDocument given, out DayOfWeek day)
    {
        day = DayOfWeek.Sunday;
        if (unit != DateUnit.Week || !given.Contains("startOfWeek"))
            return true;
        if (Numbers.IsNullish(value))
            return false;
        if (value is not BsonString text)
            throw new CommandException(5439015, $"{name} requires 'startOfWeek' to be a string, but got {BsonTypeName.Of(value)}");
        foreach (var candidate in Enum.GetValues<DayOfWeek>())
        {
            var full = candidate.ToString();
            if (!text.Value.Equals(full, StringComparison.OrdinalIgnoreCase) && !text.Value.Equals(full[..3], StringComparison.OrdinalIgnoreCase))
                continue;
            day = candidate;
            return true;
        }

        throw new CommandException(5439016, $"{name} parameter 'startOfWeek' value cannot be recognized as a day of a week: {text.Value}");
    }

    private static DateTime WeekStart(DateTime date, DayOfWeek start) => date.Date.AddDays(-(((int)date.DayOfWeek - (int)start + 7) % 7));

    private static long Modulo(long value, long divisor) => value - Floor(value, divisor) * divisor;

    private static long Floor(long value, long divisor) => value / divisor - (value % divisor < 0 ? 1 : 0);
}
