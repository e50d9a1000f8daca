using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>Where the values that a predicate can match stand in an index on the field.</summary>
/// <param name="Intervals">Every value that matches is in one of them.</param>
/// <param name="IsExact">Whether every value that is in one of them matches, so that it needn't be looked at.</param>
internal sealed record FieldBounds(IReadOnlyList<Interval> Intervals, bool IsExact)
{
    public bool ArePoints => Intervals.All(x => x.IsPoint);

    /// <param name="predicate">The predicate.</param>
    /// <param name="index">The index's collation.</param>
    /// <param name="query">The query's collation.</param>
    /// <returns><see langword="null"/> where the index says nothing of it.</returns>
    public static FieldBounds? Of(Predicate predicate, Collation? index, Collation? query) => predicate switch
    {
        ComparisonPredicate comparison when !IsComparable(comparison.Value, index, query) => null,
        ComparisonPredicate { Operator: ComparisonOperator.Equal } equal => Equal(equal.Value, index),
        ComparisonPredicate range => Range(range, index),
        InPredicate set => In(set, index, query),
        RegexPredicate regex => Regex(regex, index),
        TypePredicate => null,
        AllPredicate { Inner: [var first, ..] } => Of(first, index, query) is { } bounds ? bounds with { IsExact = false } : null,
        ElemMatchValuePredicate { Predicates: var inner } => Inner(inner, index, query),
        _ => null,
    };

    /// <summary>Both at once, of one field that no array gives two keys for.</summary>
    public FieldBounds Intersect(FieldBounds other)
    {
        var both = new List<Interval>();
        foreach (var mine in Intervals)
        {
            foreach (var theirs in other.Intervals)
            {
                if (mine.Intersect(theirs) is { } common)
                    both.Add(common);
            }
        }

        return new FieldBounds(both, IsExact && other.IsExact);
    }

    private static FieldBounds Equal(BsonValue value, Collation? index) => value switch
    {
        // An index entry that is null may be of a path that is missing in one of several elements.
        BsonNull => new FieldBounds([Interval.Point(value, index)], IsExact: false),
        // An array stands under its elements: under the first, and, inside another array, under itself.
        BsonArray { Count: 0 } => new FieldBounds([Interval.Point(BsonUndefined.Value, index), Interval.Point(value, index)], IsExact: false),
        BsonArray array => new FieldBounds([Interval.Point(array[0], index), Interval.Point(value, index)], IsExact: false),
        BsonUndefined => new FieldBounds([Interval.Point(value, index)], IsExact: false),
        _ => new FieldBounds([Interval.Point(value, index)], IsExact: true),
    };

    private static FieldBounds? Range(ComparisonPredicate range, Collation? index)
    {
        if (range.Value is BsonArray or BsonNull or BsonUndefined or BsonMinKey or BsonMaxKey or BsonDocument || NumberOrder.IsNaN(range.Value))
            return null;

        // NaN is a number before all others, and less than none.
        var isExact = range.Value is not (BsonDouble or BsonDecimal128 or BsonInt32 or BsonInt64) || range.Operator is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual;
        var interval = range.Operator switch
        {
            ComparisonOperator.Greater => Interval.From(range.Value, false, index),
            ComparisonOperator.GreaterOrEqual => Interval.From(range.Value, true, index),
            ComparisonOperator.Less => Interval.To(range.Value, false, index),
            _ => Interval.To(range.Value, true, index),
        };
        return new FieldBounds([interval], isExact);
    }

    private static FieldBounds? In(InPredicate set, Collation? index, Collation? query)
    {
        var intervals = new List<Interval>();
        var isExact = true;
        foreach (var value in set.Values)
        {
            if (!IsComparable(value, index, query))
                return null;
            var bounds = Equal(value, index);
            isExact &= bounds.IsExact;
            intervals.AddRange(bounds.Intervals);
        }

        foreach (var regex in set.Regexes)
        {
            isExact = false;
            intervals.AddRange(Regex(regex, index).Intervals);
        }

        return new FieldBounds([.. intervals.DistinctBy(x => Convert.ToHexString(x.Low) + Convert.ToHexString(x.High))], isExact);
    }

    private static FieldBounds Regex(RegexPredicate regex, Collation? index)
    {
        var itself = Interval.Point(new BsonRegularExpression(regex.Pattern, regex.Options), null);
        var prefix = index is null ? RegexPrefix.Of(regex.Pattern, regex.Options) : "";
        return new FieldBounds([prefix.Length == 0 ? Interval.OfType(KeyTypes.Text) : Interval.Prefix(prefix), itself], IsExact: false);
    }

    /// <summary>All of them hold for one element, so their bounds meet.</summary>
    private static FieldBounds? Inner(IReadOnlyList<Predicate> predicates, Collation? index, Collation? query)
    {
        FieldBounds? bounds = null;
        foreach (var predicate in predicates)
        {
            if (predicate is ComparisonPredicate { Value: BsonArray } || Of(predicate, index, query) is not { } next)
                continue;
            bounds = bounds is null ? next : bounds.Intersect(next);
        }

        return bounds is null ? null : bounds with { IsExact = false };
    }

    /// <summary>Strings in an index have the index's order, whatever the query's is.</summary>
    private static bool IsComparable(BsonValue value, Collation? index, Collation? query) =>
        value is not (BsonString or BsonSymbol or BsonDocument or BsonArray) || Equals(index, query);
}
