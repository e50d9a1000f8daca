using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>
/// <c>$eq</c>, <c>$lt</c>, <c>$lte</c>, <c>$gt</c>, <c>$gte</c>: only values of one order class are compared, except with MinKey and
/// MaxKey; null is equal to a missing field, but not to undefined (as of MongoDB 8.0).
/// </summary>
internal sealed record ComparisonPredicate(ComparisonOperator Operator, BsonValue Value) : Predicate
{
    private readonly int _type = CanonicalType.Of(Value);
    private readonly bool _isNaN = NumberOrder.IsNaN(Value);

    public BsonOrder Order { get; init; } = BsonOrder.Simple;

    public override bool MatchesValue(BsonValue? value, MatchDetails? details)
    {
        var type = CanonicalType.Of(value);
        if (type != _type)
            return MatchesOtherType(value);

        if (Operator == ComparisonOperator.Equal)
            return Order.Equals(value, Value);

        if (type == CanonicalType.Number && (_isNaN || NumberOrder.IsNaN(value!)))
            return Operator is ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual && _isNaN && NumberOrder.IsNaN(value!);

        var order = Order.Compare(value, Value);
        return Operator switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private bool MatchesOtherType(BsonValue? value) => _type switch
    {
        CanonicalType.Null => value is null && Operator is not (ComparisonOperator.Less or ComparisonOperator.Greater),
        CanonicalType.MinKey => Operator is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual,
        CanonicalType.MaxKey => Operator is ComparisonOperator.Less or ComparisonOperator.LessOrEqual,
        _ => false,
    };
}
