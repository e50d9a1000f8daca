using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating.Values;

/// <summary>Rules for values that several fields share. A value of another type is the schema's business: nothing is said of it here.</summary>
internal static class ValueRules
{
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    // A machine without the IANA database (a slim container) can't tell a zone from a mistake.
    private static readonly Lazy<bool> KnowsTimeZones = new(() => TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out _));

    public static readonly ValueRule Port = Range(1, 65535, "is no port: 1 to 65535");

    public static readonly ValueRule NotNegative = Range(0, long.MaxValue, "must not be negative");

    public static readonly ValueRule Positive = Range(1, long.MaxValue, "must be at least 1");

    public static readonly ValueRule FileMode = Range(0, 0x1FF, "is no file mode: 0 to 0777, 511 in decimal");

    public static readonly ValueRule PortName = Text(Names.IsPortName, "is no port name: up to 15 lower-case letters, digits and -, at least one letter, no - at the ends or twice in a row");

    public static readonly ValueRule PortOrName = value => value.AsText() is { } name ? PortName(JsonValue.Create(name)) : Port(value);

    public static readonly ValueRule DnsLabel = Text(Names.IsLabel, "is no DNS label: up to 63 lower-case letters, digits and -, beginning and ending with a letter or digit");

    public static readonly ValueRule DnsName = Text(Names.IsSubdomain, "is no DNS name: lower-case letters, digits, - and ., beginning and ending with a letter or digit");

    public static readonly ValueRule Host = Text(x => Names.IsSubdomain(x.StartsWith("*.", StringComparison.Ordinal) ? x[2..] : x) && !IPAddress.TryParse(x, out _), "is no host name: a DNS name, *. before it at most, no address");

    public static readonly ValueRule LabelKey = Text(Names.IsQualified, "is no label key: up to 63 letters, digits and - _ ., with a DNS prefix and / before it or without");

    public static readonly ValueRule LabelValue = Text(Names.IsLabelValue, "is no label value: up to 63 letters, digits and - _ ., beginning and ending with a letter or digit");

    public static readonly ValueRule EnvironmentName = Text(x => x.Length > 0 && x.All(c => c is >= ' ' and <= '~' and not '='), "is no name of an environment variable: printable ASCII without =");

    public static readonly ValueRule DataKey = Text(x => x.Length is > 0 and <= 253 && x.AsSpan().IndexOfAnyExcept(KeyCharacters) < 0 && x is not ("." or ".."), "is no key: letters, digits, - _ and ., at most 253");

    public static readonly ValueRule Cidr = Text(IsCidr, "is no CIDR: an address and the length of its prefix, as 10.0.0.0/8");

    public static readonly ValueRule Address = Text(IsAddress, "is no IP address");

    public static readonly ValueRule AbsolutePath = Text(x => x.StartsWith('/'), "is no absolute path: it begins with /");

    public static readonly ValueRule RelativePath = Text(x => x.Length > 0 && !x.StartsWith('/') && !x.Split('/').Contains(".."), "must be a relative path without ..");

    public static readonly ValueRule MountPath = Text(x => x.Length > 0 && !x.Contains(':'), "must not be empty or hold a :");

    public static readonly ValueRule Schedule = Text(x => CronSchedule.Mistake(x) is null, value => $"is no cron schedule: {CronSchedule.Mistake(value)}");

    public static readonly ValueRule TimeZone = Text(x => x.Length > 0 && x != "Local" && (!KnowsTimeZones.Value || TimeZoneInfo.TryFindSystemTimeZoneById(x, out _)), "is no time zone of the IANA database, as Europe/Berlin or Etc/UTC");

    /// <summary>A number of pods or a percentage of them.</summary>
    public static readonly ValueRule CountOrPercent = value => value.AsText() is { } text
        ? text.EndsWith('%') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "is neither a number nor a percentage, as 25%"
        : NotNegative(value);

    public static ValueRule OneOf(params string[] allowed) => value => value.AsText() is not { } text || allowed.Contains(text) ? null : $"must be {(allowed.Length == 1 ? allowed[0] : string.Join(", ", allowed[..^1]) + " or " + allowed[^1])}";

    public static ValueRule Range(long least, long most, string complaint) => value => value.AsWhole() is { } number && (number < least || number > most) ? complaint : null;

    public static ValueRule Text(Func<string, bool> isRight, string complaint) => Text(isRight, _ => complaint);

    // Not what IPAddress also takes: "1", octal parts, brackets, a zone.
    private static bool IsAddress(string text) => IPAddress.TryParse(text, out var address) && (text.Contains(':') ? text[0] != '[' && !text.Contains('%') : address.ToString() == text);

    private static bool IsCidr(string text) => text.Split('/') is [var address, var length] && IsAddress(address)
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= (address.Contains(':') ? 128 : 32);

    private static ValueRule Text(Func<string, bool> isRight, Func<string, string> complaint) => value => value.AsText() is not { } text || isRight(text) ? null : complaint(text);
}
