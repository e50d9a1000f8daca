using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Reading units of time, and arithmetic with them.</summary>
internal static class DateUnits
{
    public static DateUnit Read(string operatorName, BsonValue? value)
    {
        if (value is not BsonString text)
            throw new CommandException(5439013, $"{operatorName} requires 'unit' to be a string, but got {BsonTypeName.Of(value)}");
        return TryParse(text.Value, out var unit)
            ? unit
            : throw new CommandException(5439014, $"{operatorName} parameter 'unit' value cannot be recognized as a time unit: {text.Value}");
    }

    public static bool TryParse(string text, out DateUnit unit)
    {
        unit = default;
        foreach (var candidate in Enum.GetValues<DateUnit>())
        {
            if (Name(candidate) != text)
                continue;
            unit = candidate;
            return true;
        }

        return false;
    }

    public static string Name(DateUnit unit) => unit.ToString().ToLowerInvariant();

    /// <summary>The length of a unit that always has the same, in milliseconds; 0 for months and longer.</summary>
    public static long Milliseconds(DateUnit unit) => unit switch
    {
        DateUnit.Millisecond => 1,
        DateUnit.Second => 1000,
        DateUnit.Minute => 60_000,
        DateUnit.Hour => 3_600_000,
        DateUnit.Day => 86_400_000,
        DateUnit.Week => 604_800_000,
        _ => 0,
    };

    public static int Months(DateUnit unit) => unit switch
    {
        DateUnit.Month => 1,
        DateUnit.Quarter => 3,
        DateUnit.Year => 12,
        _ => 0,
    };

    /// <summary>Days and longer are added on the clock of the zone, so that the hour stays; shorter units are added to the instant.</summary>
    public static long Add(long milliseconds, DateUnit unit, long amount, TimeZoneInfo zone)
    {
        try
        {
            var utc = Dates.At(milliseconds);
            if (unit <= DateUnit.Hour)
                return checked(milliseconds + amount * Milliseconds(unit));
            var local = Dates.ToLocal(utc, zone);
            var moved = Months(unit) > 0
                ? local.AddMonths(checked((int)(amount * Months(unit))))
                : local.AddDays(checked(amount * (unit == DateUnit.Week ? 7 : 1)));
            return Dates.MillisecondsOf(Dates.ToUtc(moved, zone));
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new CommandException(5976500, $"invalid dateAdd 'amount' parameter value: {amount} {Name(unit)}");
        }
    }
}
