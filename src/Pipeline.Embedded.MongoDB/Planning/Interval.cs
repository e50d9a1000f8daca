using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>
/// Values of one field, from and to, in the encoding of an ascending index. A bound is the encoding of a value, or the first byte of a
/// type's values.
/// </summary>
/// <param name="Low">From here.</param>
/// <param name="LowIncluded">Whether <paramref name="Low"/> itself is in it.</param>
/// <param name="High">To here.</param>
/// <param name="HighIncluded">Whether <paramref name="High"/> itself is in it.</param>
/// <param name="Text">As <c>explain</c> shows it.</param>
internal sealed record Interval(byte[] Low, bool LowIncluded, byte[] High, bool HighIncluded, string Text)
{
    public static Interval All { get; } = new([KeyTypes.MinKey], true, [KeyTypes.MaxKey], true, "[MinKey, MaxKey]");

    public bool IsPoint => LowIncluded && HighIncluded && Low.AsSpan().SequenceEqual(High);

    public static Interval Point(BsonValue value, Collation? collation)
    {
        var bytes = Encode(value, collation);
        var text = ShellText.Of(value);
        return new Interval(bytes, true, bytes, true, $"[{text}, {text}]");
    }

    /// <summary>All values of the type that are at least, or more than, this one.</summary>
    public static Interval From(BsonValue value, bool included, Collation? collation)
    {
        var type = KeyTypes.Of(value);
        return new Interval(Encode(value, collation), included, [(byte)(type + 1)], false, $"{(included ? '[' : '(')}{ShellText.Of(value)}, {TypeBounds.Highest(type)})");
    }

    /// <summary>All values of the type that are at most, or less than, this one.</summary>
    public static Interval To(BsonValue value, bool included, Collation? collation)
    {
        var type = KeyTypes.Of(value);
        return new Interval([type], true, Encode(value, collation), included, $"[{TypeBounds.Lowest(type)}, {ShellText.Of(value)}{(included ? ']' : ')')}");
    }

    public static Interval OfType(byte type) => new([type], true, [(byte)(type + 1)], false, $"[{TypeBounds.Lowest(type)}, {TypeBounds.Highest(type)})");

    /// <summary>Strings that begin so. Only for the binary comparison.</summary>
    public static Interval Prefix(string prefix)
    {
        var low = Encode(prefix, null)[..^1];
        var high = (byte[])low.Clone();
        // A byte of UTF-8 is never 255, so the last one can be made the next.
        high[^1]++;
        return new Interval(low, true, high, false, $"[\"{prefix}\", \"{prefix[..^1]}{(char)(prefix[^1] + 1)}\")");
    }

    /// <returns>What is in both, or <see langword="null"/> where nothing can be.</returns>
    public Interval? Intersect(Interval other)
    {
        var (low, lowIncluded) = Later(Low, LowIncluded, other.Low, other.LowIncluded);
        var (high, highIncluded) = Earlier(High, HighIncluded, other.High, other.HighIncluded);
        var order = low.AsSpan().SequenceCompareTo(high);
        // A bound that is a type's first byte compares before its values: an interval is empty only if its bounds have crossed.
        if (order > 0 || (order == 0 && !(lowIncluded && highIncluded)))
            return null;
        var text = (low == Low ? Text : other.Text)[..(low == Low ? Text : other.Text).IndexOf(", ", StringComparison.Ordinal)]
            + (high == High ? Text : other.Text)[(high == High ? Text : other.Text).LastIndexOf(", ", StringComparison.Ordinal)..];
        return new Interval(low, lowIncluded, high, highIncluded, text);
    }

    private static (byte[] Bytes, bool Included) Later(byte[] x, bool xIncluded, byte[] y, bool yIncluded) => x.AsSpan().SequenceCompareTo(y) switch
    {
        > 0 => (x, xIncluded),
        < 0 => (y, yIncluded),
        _ => (x, xIncluded && yIncluded),
    };

    private static (byte[] Bytes, bool Included) Earlier(byte[] x, bool xIncluded, byte[] y, bool yIncluded) => x.AsSpan().SequenceCompareTo(y) switch
    {
        < 0 => (x, xIncluded),
        > 0 => (y, yIncluded),
        _ => (x, xIncluded && yIncluded),
    };

    private static byte[] Encode(BsonValue value, Collation? collation)
    {
        var writer = new KeyWriter(stackalloc byte[256], collation);
        writer.Write(value, descending: false);
        return writer.ToArray();
    }
}
