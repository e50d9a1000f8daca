using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$in</c>: equal to one of the values, or matched by one of the regular expressions.</summary>
internal sealed record InPredicate : Predicate
{
    private readonly HashSet<BsonValue?> _values;
    private readonly bool _hasNull;

    public InPredicate(IReadOnlyList<BsonValue> values, IReadOnlyList<RegexPredicate> regexes, BsonOrder order)
    {
        _values = new HashSet<BsonValue?>(values, order);
        _hasNull = _values.Contains(BsonNull.Value);
        Values = [.. _values.Select(value => value!)];
        Regexes = regexes;
        Order = order;
    }

    /// <summary>Without repetitions; the regular expressions are not among them.</summary>
    public IReadOnlyList<BsonValue> Values { get; }

    public IReadOnlyList<RegexPredicate> Regexes { get; }

    public BsonOrder Order { get; }

    public override bool MatchesValue(BsonValue? value, MatchDetails? details)
    {
        if (value is null ? _hasNull : _values.Contains(value))
            return true;

        for (var index = 0; index < Regexes.Count; index++)
        {
            if (Regexes[index].MatchesValue(value, details))
                return true;
        }

        return false;
    }
}
