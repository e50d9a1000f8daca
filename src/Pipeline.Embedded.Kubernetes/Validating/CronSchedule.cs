using System.Globalization;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>The form of a CronJob's schedule: five fields, or a word such as <c>@daily</c>.</summary>
internal static class CronSchedule
{
    private static readonly string[] _words = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
    private static readonly string[] _months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] _days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly (int Least, int Most, string[] Names)[] _fields = [(0, 59, []), (0, 23, []), (1, 31, []), (1, 12, _months), (0, 6, _days)];

    /// <summary>What is wrong with a schedule; null where nothing is.</summary>
    public static string? Mistake(string schedule)
    {
        if (schedule.Contains("TZ", StringComparison.Ordinal))
            return "cannot use TZ or CRON_TZ in schedule, use timeZone field instead";
        if (schedule.StartsWith('@'))
        {
            return _words.Contains(schedule) || (schedule.StartsWith("@every ", StringComparison.Ordinal) && schedule.Length > 7)
                ? null
                : $"unrecognized descriptor: {schedule}";
        }
        var fields = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5)
            return $"expected exactly 5 fields, found {fields.Length}: [{string.Join(' ', fields)}]";
        return fields.Zip(_fields).SelectMany(pair => pair.First.Split(',').Select(range => Mistake(range, pair.Second))).FirstOrDefault(mistake => mistake is not null);
    }

    private static string? Mistake(string expression, (int Least, int Most, string[] Names) field)
    {
        var stepped = expression.Split('/');
        if (stepped.Length > 2)
            return $"too many slashes: {expression}";
        if (stepped.Length == 2 && (!int.TryParse(stepped[1], NumberStyles.None, CultureInfo.InvariantCulture, out var step) || step == 0))
            return int.TryParse(stepped[1], CultureInfo.InvariantCulture, out var number) && number == 0 ? $"step of range should be a positive number: {expression}" : $"failed to parse int from {stepped[1]}: strconv.Atoi: parsing \"{stepped[1]}\": invalid syntax";
        if (stepped[0] is "*" or "?")
            return null;
        var bounds = stepped[0].Split('-');
        if (bounds.Length > 2)
            return $"too many hyphens: {expression}";
        var numbers = new List<int>();
        foreach (var bound in bounds)
        {
            if (Array.IndexOf(field.Names, bound.ToLowerInvariant()) is >= 0 and var named)
                numbers.Add(named + field.Least);
            else if (int.TryParse(bound, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
            else
                return $"failed to parse int from {bound}: strconv.Atoi: parsing \"{bound}\": invalid syntax";
        }
        if (numbers[0] < field.Least)
            return $"beginning of range ({numbers[0]}) below minimum ({field.Least}): {expression}";
        if (numbers[^1] > field.Most)
            return $"end of range ({numbers[^1]}) above maximum ({field.Most}): {expression}";
        return numbers[0] > numbers[^1] ? $"beginning of range ({numbers[0]}) beyond end of range ({numbers[^1]}): {expression}" : null;
    }
}
