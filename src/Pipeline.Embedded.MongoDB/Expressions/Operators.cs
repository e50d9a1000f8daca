using System.Collections.Frozen;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Every expression operator by its name.</summary>
internal static class Operators
{
    private static readonly FrozenDictionary<string, Operator> s_byName = new IReadOnlyList<Operator>[]
    {
        ComparisonOperators.All,
        BooleanOperators.All,
        ArithmeticOperators.All,
        LiteralOperators.All,
    }.SelectMany(family => family).ToFrozenDictionary(found => found.Name);

    public static Operator? Find(string name) => s_byName.GetValueOrDefault(name);
}
