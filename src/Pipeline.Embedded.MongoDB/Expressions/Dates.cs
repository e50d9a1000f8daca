using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Instants, in milliseconds since 1970, and what a clock in a time zone shows at them.</summary>
internal static class Dates
{
    private static readonly long s_least = new BsonDateTime(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)).MillisecondsSinceEpoch;
    private static readonly long s_most = new BsonDateTime(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)).MillisecondsSinceEpoch;

    public static DateTime At(long milliseconds) => milliseconds >= s_least && milliseconds <= s_most
        ? DateTime.UnixEpoch.AddTicks(milliseconds * TimeSpan.TicksPerMillisecond)
        : throw new CommandException(16421, $"date value out of range: {milliseconds}");

    public static long MillisecondsOf(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    /// <summary>An instant, from a date, a timestamp or the creation time in an ObjectId.</summary>
    public static bool TryCoerce(BsonValue? value, out long milliseconds)
    {
        switch (value)
        {
            case BsonDateTime date:
                milliseconds = date.MillisecondsSinceEpoch;
                return true;
            case BsonTimestamp timestamp:
                milliseconds = (long)(uint)timestamp.Timestamp * 1000;
                return true;
            case BsonObjectId id:
                milliseconds = (long)(uint)id.Value.Timestamp * 1000;
                return true;
            default:
                milliseconds = 0;
                return false;
        }
    }

    public static long Coerce(BsonValue? value) => TryCoerce(value, out var milliseconds)
        ? milliseconds
        : throw new CommandException(16006, $"can't convert from BSON type {BsonTypeName.Of(value)} to Date");

    public static DateTime ToLocal(DateTime utc, TimeZoneInfo zone) => DateTime.SpecifyKind(utc + zone.GetUtcOffset(utc), DateTimeKind.Unspecified);

    /// <summary>The instant of a clock time; the earlier of two when the clocks go back, shifted on where they go forward.</summary>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        try
        {
            return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new CommandException(16421, $"date value out of range: {local:O}");
        }
    }
}
