using System.Collections.Frozen;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Every expression operator by its name.</summary>
internal static class Operators
{
    private static readonly FrozenDictionary<string, Operator> s_byName = new IReadOnlyList<Operator>[]
    {
        AccumulatorOperators.All,
        ArithmeticOperators.All,
        ArrayOperators.All,
        BitOperators.All,
        BooleanOperators.All,
        ComparisonOperators.All,
        ConditionalOperators.All,
        ConversionOperators.All,
        DateArithmeticOperators.All,
        DateFromPartsOperator.All,
        DatePartOperators.All,
        DateTextOperators.All,
        ExponentOperators.All,
        LiteralOperators.All,
        ObjectOperators.All,
        RegexOperators.All,
        ReplaceOperators.All,
        RoundingOperators.All,
        SetOperators.All,
        SortArrayOperators.All,
        StringOperators.All,
        TrigonometryOperators.All,
        TypeOperators.All,
        VariableOperators.All,
    }.SelectMany(family => family).ToFrozenDictionary(found => found.Name);

    public static Operator? Find(string name) => s_byName.GetValueOrDefault(name);
}
