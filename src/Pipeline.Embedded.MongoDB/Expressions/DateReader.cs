using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Reads dates from text, by a format or as ISO 8601 and the common English ways of writing them.</summary>
internal static partial class DateReader
{
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Without a format. A zone in the text excludes one beside it.</summary>
    public static DateTime Read(string text, TimeZoneInfo zone, bool isZoned)
    {
        var iso = Iso().Match(text);
        if (!iso.Success)
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var loose) && HasDate().IsMatch(text)
                ? Dates.ToUtc(loose.DateTime, zone)
                : throw Failed(text, "the text is no date");
        }

        var offset = iso.Groups["zone"].Value;
        if (offset.Length > 0 && isZoned)
            throw Failed(text, "you cannot pass in a date/time string with GMT offset together with a timezone argument");
        var parts = new DateFields
        {
            Year = Number(iso, "year", 0),
            Month = Number(iso, "month", 1),
            Day = Number(iso, "day", 1),
            Hour = Number(iso, "hour", 0),
            Minute = Number(iso, "minute", 0),
            Second = Number(iso, "second", 0),
            Millisecond = iso.Groups["fraction"].Success ? int.Parse(iso.Groups["fraction"].Value.PadRight(3, '0')[..3], CultureInfo.InvariantCulture) : 0,
        };
        return parts.ToUtc(text, offset is "" ? zone : offset is "Z" or "z" ? TimeZoneInfo.Utc : TimeZones.Find(offset.Trim()));
    }

    public static DateTime Read(string text, string format, TimeZoneInfo zone, bool isZoned)
    {
        var fields = new DateFields();
        TimeZoneInfo? own = null;
        var position = 0;
        for (var index = 0; index < format.Length; index++)
        {
            if (format[index] != '%')
            {
                if (position >= text.Length || text[position] != format[index])
                    throw Failed(text, $"Format literal not found '{format[index]}'");
                position++;
                continue;
            }

            if (++index == format.Length)
                throw new CommandException(18535, "Unmatched '%' at end of format string");
            switch (format[index])
            {
                case 'Y': fields.Year = Digits(text, ref position, 4, 4); break;
                case 'm': fields.Month = Digits(text, ref position, 1, 2); break;
                case 'd': fields.Day = Digits(text, ref position, 1, 2); break;
                case 'H': fields.Hour = Digits(text, ref position, 1, 2); break;
                case 'M': fields.Minute = Digits(text, ref position, 1, 2); break;
                case 'S': fields.Second = Digits(text, ref position, 1, 2); break;
                case 'L': fields.Millisecond = Digits(text, ref position, 1, 3); break;
                case 'j': fields.DayOfYear = Digits(text, ref position, 1, 3); break;
                case 'G': fields.IsoYear = Digits(text, ref position, 4, 4); break;
                case 'V': fields.IsoWeek = Digits(text, ref position, 1, 2); break;
                case 'u': fields.IsoDay = Digits(text, ref position, 1, 1); break;
                case 'b' or 'B': fields.Month = Month(text, ref position); break;
                case 'z': own = TimeZones.Find(Take(text, ref position, OffsetText())); break;
                case 'Z': own = TimeZones.OfOffset(TimeSpan.FromMinutes(int.Parse(Take(text, ref position, MinutesText()), CultureInfo.InvariantCulture))); break;
                case '%' when position < text.Length && text[position] == '%': position++; break;
                default: throw new CommandException(18536, $"Invalid format character '%{format[index]}' in format string");
            }
        }

        if (position < text.Length)
            throw Failed(text, $"Trailing data '{text[position..]}'");
        if (own is not null && isZoned)
            throw Failed(text, "you cannot pass in a date/time string with GMT offset together with a timezone argument");
        return fields.ToUtc(text, own ?? zone);
    }

    public static CommandException Failed(string text, string why) => new(ServerError.ConversionFailure, $"Error parsing date string '{text}'; {why}");

    private static int Number(Match match, string group, int unspecified) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : unspecified;

    private static int Digits(string text, ref int position, int least, int most)
    {
        var end = position;
        while (end < text.Length && end - position < most && char.IsAsciiDigit(text[end]))
            end++;
        if (end - position < least)
            throw Failed(text, $"expected a number of {(least == most ? $"{most}" : $"{least} to {most}")} digits at position {position}");
        var number = int.Parse(text.AsSpan(position, end - position), CultureInfo.InvariantCulture);
        position = end;
        return number;
    }

    private static int Month(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiLetter(text[position]))
            position++;
        var name = text[start..position].ToLowerInvariant();
        var full = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Take(12).Select(month => month.ToLowerInvariant()).ToArray();
        var month = Math.Max(Array.IndexOf(full, name), Array.IndexOf(s_months, name)) + 1;
        return month > 0 ? month : throw Failed(text, $"A textual month could not be found '{name}'");
    }

    private static string Take(string text, ref int position, Regex pattern)
    {
        var match = pattern.Match(text, position);
        if (!match.Success || match.Index != position)
            throw Failed(text, "The timezone could not be found in the database");
        position += match.Length;
        return match.Value;
    }

    [GeneratedRegex(@"^\s*(?<year>\d{4})-(?<month>\d{1,2})(-(?<day>\d{1,2}))?([T ]+(?<hour>\d{1,2})(:(?<minute>\d{2})(:(?<second>\d{2})([.,](?<fraction>\d+))?)?)?)?(?<zone>[Zz]|\s*[+-]\d{2}(:?\d{2})?)?\s*$")]
    private static partial Regex Iso();

    [GeneratedRegex(@"\d.*[\s/.-].*\d|\d{8}")]
    private static partial Regex HasDate();

    [GeneratedRegex(@"[+-]\d{2}(:?\d{2})?")]
    private static partial Regex OffsetText();

    [GeneratedRegex(@"[+-]\d{1,4}")]
    private static partial Regex MinutesText();
}
