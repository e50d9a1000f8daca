using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>Whether a sparse or partial index holds every document that a filter can match.</summary>
internal sealed class PartialCoverage(Collation? index, Collation? query)
{
    public static bool Covers(Indexing.IndexDefinition index, Collation? collation, FilterNode filter, IReadOnlyList<PathPredicate> predicates)
    {
        if (index.IsSparse && !index.Fields.Any(field => predicates.Any(x => x.Path == field.Path.Text && NeedsValue(x.Predicate))))
            return false;
        return index.PartialFilter is null || new PartialCoverage(index.Collation, collation).Implies(filter, predicates, index.PartialFilter.Root);
    }

    private bool Implies(FilterNode filter, IReadOnlyList<PathPredicate> given, FilterNode wanted) => wanted switch
    {
        AndNode and => and.Children.All(x => Implies(filter, given, x)),
        OrNode or => or.Children.Any(x => Implies(filter, given, x)) || PathPredicate.Conjuncts(filter).OfType<OrNode>().Any(x => x.Children.All(y => Implies(y, PathPredicate.Of(y), wanted))),
        PathNode path => given.Any(x => x.Path == path.Path.Text && Implies(x.Predicate, path.Predicate)),
        AlwaysTrue => true,
        _ => false,
    };

    private bool Implies(Predicate given, Predicate wanted)
    {
        if (wanted is ExistsPredicate { Exists: true })
            return NeedsValue(given);
        return given switch
        {
            ComparisonPredicate { Operator: ComparisonOperator.Equal } equal => IsHeldBy(equal.Value, wanted),
            InPredicate { Regexes.Count: 0 } set => set.Values.All(x => IsHeldBy(x, wanted)),
            ComparisonPredicate range when wanted is ComparisonPredicate limit => IsWithin(range, limit),
            TypePredicate => given.Equals(wanted),
            _ => false,
        };
    }

    /// <summary>Whether what is equal to the value satisfies the predicate. A missing field is equal to null.</summary>
    private bool IsHeldBy(BsonValue value, Predicate wanted) =>
        IsComparable(value) && wanted.MatchesValue(value, null) && (value is not BsonNull || wanted.MatchesValue(null, null));

    /// <summary>Strings that are equal in one collation needn't be in another.</summary>
    private bool IsComparable(BsonValue value) => value is not (BsonString or BsonSymbol or BsonDocument or BsonArray) || Equals(index, query);

    private bool IsWithin(ComparisonPredicate range, ComparisonPredicate limit)
    {
        if (CanonicalType.Of(range.Value) != CanonicalType.Of(limit.Value) || !IsComparable(range.Value) || NumberOrder.IsNaN(range.Value) || NumberOrder.IsNaN(limit.Value))
            return false;
        var order = BsonOrder.For(index).Compare(range.Value, limit.Value);
        return (range.Operator, limit.Operator) switch
        {
            (ComparisonOperator.Greater, ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual) => order >= 0,
            (ComparisonOperator.GreaterOrEqual, ComparisonOperator.GreaterOrEqual) => order >= 0,
            (ComparisonOperator.GreaterOrEqual, ComparisonOperator.Greater) => order > 0,
            (ComparisonOperator.Less, ComparisonOperator.Less or ComparisonOperator.LessOrEqual) => order <= 0,
            (ComparisonOperator.LessOrEqual, ComparisonOperator.LessOrEqual) => order <= 0,
            (ComparisonOperator.LessOrEqual, ComparisonOperator.Less) => order < 0,
            _ => false,
        };
    }

    /// <summary>Whether it can't be satisfied by a field that is missing.</summary>
    private static bool NeedsValue(Predicate predicate) => predicate switch
    {
        ExistsPredicate exists => exists.Exists,
        NotPredicate => false,
        _ => !predicate.MatchesValue(null, null),
    };
}
