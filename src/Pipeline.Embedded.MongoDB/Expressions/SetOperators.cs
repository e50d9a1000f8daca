using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Arrays as sets: order and repetition don't count. Unions and intersections come sorted.</summary>
internal static class SetOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Operator.Scoped("$setEquals", 2, int.MaxValue, AreEqual),
        Operator.Scoped("$setIntersection", 0, int.MaxValue, Intersect),
        Operator.Scoped("$setUnion", 0, int.MaxValue, Unite),
        Operator.Scoped("$setDifference", 2, 2, Subtract),
        Operator.Scoped("$setIsSubset", 2, 2, IsSubset),
        Operator.Nary("$allElementsTrue", 1, 1, operands => Quantify("$allElementsTrue", operands[0], 17040, every: true)),
        Operator.Nary("$anyElementTrue", 1, 1, operands => Quantify("$anyElementTrue", operands[0], 17041, every: false)),
    ];

    private static BsonBoolean Quantify(string name, BsonValue? value, int code, bool every)
    {
        if (value is not BsonArray array)
            throw new CommandException(code, $"{name}'s argument must be an array, but is {BsonTypeName.Of(value)}");
        foreach (var item in array)
        {
            if (Truth.Of(item) != every)
                return every ? BsonBoolean.False : BsonBoolean.True;
        }

        return every ? BsonBoolean.True : BsonBoolean.False;
    }

    private static HashSet<BsonValue?> SetOf(BsonArray array, EvaluationScope scope) => new(array, scope.Settings.Order);

    private static BsonBoolean AreEqual(BsonValue?[] operands, EvaluationScope scope)
    {
        HashSet<BsonValue?>? first = null;
        var equal = true;
        for (var index = 0; index < operands.Length; index++)
        {
            if (operands[index] is not BsonArray array)
                throw new CommandException(17044, $"All operands of $setEquals must be arrays. {index + 1}-th argument is of type: {BsonTypeName.Of(operands[index])}");
            if (first is null)
                first = SetOf(array, scope);
            else
                equal &= first.SetEquals(array);
        }

        return equal ? BsonBoolean.True : BsonBoolean.False;
    }

    private static BsonValue Intersect(BsonValue?[] operands, EvaluationScope scope)
    {
        HashSet<BsonValue?>? common = null;
        foreach (var operand in operands)
        {
            if (Numbers.IsNullish(operand))
                return BsonNull.Value;
            if (operand is not BsonArray array)
                throw new CommandException(17047, $"All operands of $setIntersection must be arrays. One argument is of type: {BsonTypeName.Of(operand)}");
            if (common is null)
                common = SetOf(array, scope);
            else
                common.IntersectWith(SetOf(array, scope));
        }

        return Sorted(common ?? [], scope);
    }

    private static BsonValue Unite(BsonValue?[] operands, EvaluationScope scope)
    {
        var union = new HashSet<BsonValue?>(scope.Settings.Order);
        foreach (var operand in operands)
        {
            if (Numbers.IsNullish(operand))
                return BsonNull.Value;
            if (operand is not BsonArray array)
                throw new CommandException(17043, $"All operands of $setUnion must be arrays. One argument is of type: {BsonTypeName.Of(operand)}");
            union.UnionWith(array);
        }

        return Sorted(union, scope);
    }

    private static BsonValue Subtract(BsonValue?[] operands, EvaluationScope scope)
    {
        if (Numbers.IsNullish(operands[0]) || Numbers.IsNullish(operands[1]))
            return BsonNull.Value;
        if (operands[0] is not BsonArray left)
            throw new CommandException(17048, $"both operands of $setDifference must be arrays. First argument is of type: {BsonTypeName.Of(operands[0])}");
        if (operands[1] is not BsonArray right)
            throw new CommandException(17049, $"both operands of $setDifference must be arrays. Second argument is of type: {BsonTypeName.Of(operands[1])}");

        var seen = SetOf(right, scope);
        var rest = new BsonArray();
        foreach (var item in left)
        {
            if (seen.Add(item))
                rest.Add(item);
        }

        return rest;
    }

    private static BsonBoolean IsSubset(BsonValue?[] operands, EvaluationScope scope)
    {
        if (operands[0] is not BsonArray left)
            throw new CommandException(17046, $"both operands of $setIsSubset must be arrays. First argument is of type: {BsonTypeName.Of(operands[0])}");
        if (operands[1] is not BsonArray right)
            throw new CommandException(17042, $"both operands of $setIsSubset must be arrays. Second argument is of type: {BsonTypeName.Of(operands[1])}");
        return SetOf(right, scope).IsSupersetOf(left) ? BsonBoolean.True : BsonBoolean.False;
    }

    private static BsonArray Sorted(HashSet<BsonValue?> set, EvaluationScope scope) => [.. set.Order(scope.Settings.Order)];
}
