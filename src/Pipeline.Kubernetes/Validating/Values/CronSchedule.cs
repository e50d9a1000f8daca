using System.Globalization;

namespace Pipeline.Kubernetes.Validating.Values;

/// <summary>A CronJob's schedule, as its controller reads it (robfig/cron, standard: five fields, or one of the macros).</summary>
internal static class CronSchedule
{
    private static readonly string[] Macros = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly (string Name, int Least, int Most, string[] Words)[] Fields =
        [("minute", 0, 59, []), ("hour", 0, 23, []), ("day of the month", 1, 31, []), ("month", 1, 12, Months), ("day of the week", 0, 6, Days)];

    public static string? Mistake(string schedule)
    {
        if (schedule.Contains("TZ", StringComparison.Ordinal))
            return "it names a time zone. Use the field timeZone";
        if (Macros.Contains(schedule) || schedule.StartsWith("@every ", StringComparison.Ordinal) && IsGoDuration(schedule[7..]))
            return null;
        var parts = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length != Fields.Length
            ? $"it has {parts.Length} fields, not minute, hour, day of the month, month and day of the week"
            : parts.Zip(Fields).Where(x => !x.First.Split(',').All(y => IsRange(y, x.Second))).Select(x => $"the {x.Second.Name} is '{x.First}'").FirstOrDefault();
    }

    private static bool IsRange(string text, (string Name, int Least, int Most, string[] Words) field)
    {
        var step = text.Split('/');
        if (step.Length > 2 || step.Length == 2 && !(Number(step[1]) > 0))
            return false;
        if (step[0] is "*" or "?")
            return true;
        int?[] ends = [.. step[0].Split('-').Select(Value)];
        return ends.Length <= 2 && Array.TrueForAll(ends, x => x >= field.Least && x <= field.Most) && ends[0] <= ends[^1];

        int? Value(string part) => Array.FindIndex(field.Words, x => x.Equals(part, StringComparison.OrdinalIgnoreCase)) is >= 0 and var word ? word + field.Least : Number(part);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsGoDuration(string text) => text.Length > 1 && char.IsAsciiDigit(text[0]) && text[^1] is 's' or 'm' or 'h' && text.All(x => char.IsAsciiDigit(x) || x is 's' or 'm' or 'h' or '.' or 'n' or 'u');
}
