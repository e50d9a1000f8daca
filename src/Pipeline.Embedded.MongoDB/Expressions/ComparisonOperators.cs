using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$eq</c>, <c>$gt</c> and so on: MongoDB's order of all types, a missing value below null.</summary>
internal static class ComparisonOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Test("$eq", order => order == 0),
        Test("$ne", order => order != 0),
        Test("$gt", order => order > 0),
        Test("$gte", order => order >= 0),
        Test("$lt", order => order < 0),
        Test("$lte", order => order <= 0),
        Compare("$cmp", order => new BsonInt32(Math.Sign(order))),
    ];

    private static Operator Test(string name, Func<int, bool> test) => Compare(name, order => test(order) ? BsonBoolean.True : BsonBoolean.False);

    private static Operator Compare(string name, Func<int, BsonValue> result) => new(name, (argument, scope) =>
    {
        var operands = Operator.ParseOperands(name, argument, scope, 2, 2);
        return new ComparisonExpression(operands[0], operands[1], result);
    });
}
