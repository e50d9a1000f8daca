namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$literal</c> and <c>$const</c>: what must not be read as an expression.</summary>
internal static class LiteralOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        new("$literal", (argument, _) => new ConstantExpression(argument)),
        new("$const", (argument, _) => new ConstantExpression(argument)),
    ];
}
