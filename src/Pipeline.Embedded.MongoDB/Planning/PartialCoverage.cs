using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>Whether a sparse or partial index holds every document that a filter can match.</summary>
internal static class PartialCoverage
{
    public static bool Covers(Indexing.IndexDefinition index, FilterNode filter, IReadOnlyList<PathPredicate> predicates)
    {
        if (index.IsSparse && !index.Fields.Any(field => predicates.Any(x => x.Path == field.Path.Text && NeedsValue(x.Predicate))))
            return false;
        return index.PartialFilter is null || Implies(filter, predicates, index.PartialFilter.Root);
    }

    private static bool Implies(FilterNode filter, IReadOnlyList<PathPredicate> given, FilterNode wanted) => wanted switch
    {
        AndNode and => and.Children.All(x => Implies(filter, given, x)),
        OrNode or => or.Children.Any(x => Implies(filter, given, x)) || PathPredicate.Conjuncts(filter).OfType<OrNode>().Any(x => x.Children.All(y => Implies(y, PathPredicate.Of(y), wanted))),
        PathNode path => given.Any(x => x.Path == path.Path.Text && Implies(x.Predicate, path.Predicate)),
        AlwaysTrue => true,
        _ => false,
    };

    private static bool Implies(Predicate given, Predicate wanted)
    {
        if (wanted is ExistsPredicate { Exists: true })
            return NeedsValue(given);
        return given switch
        {
            ComparisonPredicate { Operator: ComparisonOperator.Equal } equal => wanted.MatchesValue(equal.Value, null),
            InPredicate { Regexes.Count: 0 } set => set.Values.All(x => wanted.MatchesValue(x, null)),
            ComparisonPredicate range when wanted is ComparisonPredicate limit => IsWithin(range, limit),
            TypePredicate => given.Equals(wanted),
            _ => false,
        };
    }

    private static bool IsWithin(ComparisonPredicate range, ComparisonPredicate limit)
    {
        if (CanonicalType.Of(range.Value) != CanonicalType.Of(limit.Value))
            return false;
        var order = BsonOrder.Simple.Compare(range.Value, limit.Value);
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
