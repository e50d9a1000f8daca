using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Time zones by Olson name (<c>Europe/Vienna</c>) or UTC offset (<c>+05:30</c>, <c>+0530</c>, <c>+05</c>).</summary>
internal static partial class TimeZones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> s_byName = new();

    /// <returns>UTC where none is given, and <see langword="null"/> where the expression is null: the operator then answers null.</returns>
    public static TimeZoneInfo? Read(string operatorName, BsonValue? value, bool isGiven) => value switch
    {
        null when !isGiven => TimeZoneInfo.Utc,
        BsonString name => Find(name.Value),
        _ when Numbers.IsNullish(value) => null,
        _ => throw new CommandException(40517, $"timezone must evaluate to a string, found {BsonTypeName.Of(value)}"),
    };

    public static TimeZoneInfo Find(string name) => s_byName.TryGetValue(name, out var known) ? known : Remember(name, Resolve(name));

    public static TimeZoneInfo OfOffset(TimeSpan offset) => offset == TimeSpan.Zero
        ? TimeZoneInfo.Utc
        : TimeZoneInfo.CreateCustomTimeZone($"UTC{offset.TotalMinutes.ToString(CultureInfo.InvariantCulture)}", offset, null, null);

    private static TimeZoneInfo Remember(string name, TimeZoneInfo zone)
    {
        s_byName.TryAdd(name, zone);
        return zone;
    }

    private static TimeZoneInfo Resolve(string name)
    {
        var offset = Offset().Match(name);
        if (offset.Success)
        {
            var hours = int.Parse(offset.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture);
            var minutes = offset.Groups["minutes"].Success ? int.Parse(offset.Groups["minutes"].ValueSpan, CultureInfo.InvariantCulture) : 0;
            var span = new TimeSpan(hours, minutes, 0);
            if (span <= TimeSpan.FromHours(14))
                return OfOffset(name[0] == '-' ? -span : span);
        }

        return name.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new CommandException(40485, $"unrecognized time zone identifier: \"{name}\"");
    }

    [GeneratedRegex(@"^[+-](?<hours>\d{2})(:?(?<minutes>\d{2}))?$")]
    private static partial Regex Offset();
}
