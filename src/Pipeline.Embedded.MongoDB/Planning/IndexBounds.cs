using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Indexing;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>The ranges of an index that a query has to look at, in the index's order.</summary>
internal sealed record IndexBounds
{
    /// <summary>More points than this are looked for by a wider range.</summary>
    private const int MaxRanges = 4000;

    public required IReadOnlyList<KeyRange> Ranges { get; init; }

    /// <summary>How many fields, from the first, have bounds.</summary>
    public required int BoundedFields { get; init; }

    /// <summary>How many fields, from the first, have one value.</summary>
    public required int SinglePoints { get; init; }

    /// <summary>The bounds of each field, as <c>explain</c> shows them.</summary>
    public required BsonDocument Description { get; init; }

    public static IndexBounds All(IndexDefinition index) => Of(index, new FieldBounds?[index.Fields.Count]);

    /// <param name="index">The index.</param>
    /// <param name="bounds">Of each field; <see langword="null"/> for all values.</param>
    public static IndexBounds Of(IndexDefinition index, IReadOnlyList<FieldBounds?> bounds)
    {
        var prefixes = new List<byte[]> { Array.Empty<byte>() };
        var bounded = 0;
        var singles = 0;
        while (bounded < bounds.Count && bounds[bounded] is { ArePoints: true } points && prefixes.Count * (long)points.Intervals.Count <= MaxRanges)
        {
            prefixes = [.. prefixes.SelectMany(prefix => points.Intervals.Select(x => Join(prefix, Directed(x.Low, index.Fields[bounded]))))];
            if (points.Intervals.Count == 1 && singles == bounded)
                singles++;
            bounded++;
        }

        var ranges = new List<KeyRange>();
        if (bounded < bounds.Count && bounds[bounded] is { } last && prefixes.Count * (long)last.Intervals.Count <= MaxRanges)
        {
            foreach (var prefix in prefixes)
                ranges.AddRange(last.Intervals.Select(x => Range(prefix, x, index.Fields[bounded])));
            bounded++;
        }
        else
        {
            ranges.AddRange(prefixes.Select(x => new KeyRange(x, After(x))));
        }

        ranges.Sort((x, y) => x.Start.AsSpan().SequenceCompareTo(y.Start));
        return new IndexBounds
        {
            Ranges = Merge(ranges),
            BoundedFields = bounded,
            SinglePoints = singles,
            Description = new BsonDocument(index.Fields.Select((x, i) => new BsonElement(x.Path.Text, Describe(bounds[i], i < bounded, x)))),
        };
    }

    private static KeyRange Range(byte[] prefix, Interval interval, IndexField field)
    {
        var (low, lowIncluded, high, highIncluded) = field.IsDescending
            ? (Directed(interval.High, field), interval.HighIncluded, Directed(interval.Low, field), interval.LowIncluded)
            : (interval.Low, interval.LowIncluded, interval.High, interval.HighIncluded);
        // An included bound takes in what goes on after it: the rest of a value, the fields behind, and the record.
        return new KeyRange(
            lowIncluded ? Join(prefix, low) : After(Join(prefix, low)) ?? [0xFF],
            highIncluded ? After(Join(prefix, high)) : Join(prefix, high));
    }

    /// <summary>The least key that is greater than all that begin so; <see langword="null"/> if there is none.</summary>
    private static byte[]? After(ReadOnlySpan<byte> prefix)
    {
        var length = prefix.TrimEnd((byte)0xFF).Length;
        if (length == 0)
            return null;
        var next = prefix[..length].ToArray();
        next[^1]++;
        return next;
    }

    /// <summary>Ranges that overlap would give an entry twice.</summary>
    private static List<KeyRange> Merge(List<KeyRange> ranges)
    {
        var merged = new List<KeyRange>(ranges.Count);
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && (merged[^1].End is null || range.Start.AsSpan().SequenceCompareTo(merged[^1].End) <= 0))
            {
                var previous = merged[^1];
                if (previous.End is not null && (range.End is null || range.End.AsSpan().SequenceCompareTo(previous.End) > 0))
                    merged[^1] = previous with { End = range.End };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }

    private static BsonArray Describe(FieldBounds? bounds, bool isUsed, IndexField field)
    {
        if (bounds is null || !isUsed)
            return [field.IsDescending ? "[MaxKey, MinKey]" : Interval.All.Text];
        return new BsonArray((field.IsDescending ? bounds.Intervals.Reverse() : bounds.Intervals).Select(x => field.IsDescending ? Reverse(x.Text) : x.Text));
    }

    private static string Reverse(string text)
    {
        var comma = text.LastIndexOf(", ", StringComparison.Ordinal);
        var (open, low, high, close) = (text[0], text[1..comma], text[(comma + 2)..^1], text[^1]);
        return $"{(close == ']' ? '[' : '(')}{high}, {low}{(open == '[' ? ']' : ')')}";
    }

    private static byte[] Directed(byte[] bytes, IndexField field) => field.IsDescending ? Array.ConvertAll(bytes, x => (byte)~x) : bytes;

    private static byte[] Join(params ReadOnlySpan<byte[]> parts)
    {
        var length = 0;
        foreach (var part in parts)
            length += part.Length;
        var joined = new byte[length];
        length = 0;
        foreach (var part in parts)
        {
            part.CopyTo(joined, length);
            length += part.Length;
        }

        return joined;
    }
}
