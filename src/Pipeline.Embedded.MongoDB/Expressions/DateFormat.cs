using System.Globalization;
using System.Text;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>The formats of <c>$dateToString</c>: <c>%Y-%m-%d</c> and so on.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/operator/aggregation/dateToString/.</remarks>
internal static class DateFormat
{
    public const string Utc = "%Y-%m-%dT%H:%M:%S.%LZ";
    public const string Local = "%Y-%m-%dT%H:%M:%S.%L";

    public static string Write(DateTime utc, TimeZoneInfo zone, string format)
    {
        var local = Dates.ToLocal(utc, zone);
        var offset = (int)zone.GetUtcOffset(utc).TotalMinutes;
        var text = new StringBuilder();
        for (var index = 0; index < format.Length; index++)
        {
            if (format[index] != '%')
            {
                text.Append(format[index]);
                continue;
            }

            if (++index == format.Length)
                throw new CommandException(18535, "Unmatched '%' at end of format string");
            text.Append(Part(format[index], local, offset));
        }

        return text.ToString();
    }

    private static string Part(char specifier, DateTime local, int offset) => specifier switch
    {
        '%' => "%",
        'Y' => Pad(local.Year, 4),
        'm' => Pad(local.Month, 2),
        'd' => Pad(local.Day, 2),
        'H' => Pad(local.Hour, 2),
        'M' => Pad(local.Minute, 2),
        'S' => Pad(local.Second, 2),
        'L' => Pad(local.Millisecond, 3),
        'j' => Pad(local.DayOfYear, 3),
        'w' => Pad((int)local.DayOfWeek + 1, 1),
        'u' => Pad(DatePartOperators.IsoDayOfWeek(local), 1),
        'U' => Pad(DatePartOperators.Week(local), 2),
        'V' => Pad(ISOWeek.GetWeekOfYear(local), 2),
        'G' => Pad(ISOWeek.GetYear(local), 4),
        'b' => local.ToString("MMM", CultureInfo.InvariantCulture),
        'B' => local.ToString("MMMM", CultureInfo.InvariantCulture),
        'z' => $"{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 60:00}{Math.Abs(offset) % 60:00}",
        'Z' => $"{(offset < 0 ? '-' : '+')}{Math.Abs(offset)}",
        _ => throw new CommandException(18536, $"Invalid format character '%{specifier}' in format string"),
    };

    private static string Pad(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
}
