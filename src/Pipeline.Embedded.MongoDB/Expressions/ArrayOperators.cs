using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Reading, joining, cutting and searching arrays.</summary>
internal static class ArrayOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Operator.Binary("$arrayElemAt", ElementAt),
        Operator.Unary("$first", value => End("$first", value, array => array[0])),
        Operator.Unary("$last", value => End("$last", value, array => array[^1])),
        Operator.Nary("$concatArrays", 0, int.MaxValue, Concatenate),
        Operator.Scoped("$in", 2, 2, Contains),
        Operator.Scoped("$indexOfArray", 2, 4, IndexOf),
        Operator.Unary("$isArray", value => value is BsonArray ? BsonBoolean.True : BsonBoolean.False),
        Operator.Unary("$reverseArray", Reverse),
        Operator.Unary("$size", value => value is BsonArray array
            ? new BsonInt32(array.Count)
            : throw new CommandException(17124, $"The argument to $size must be an array, but was of type: {BsonTypeName.Of(value)}")),
        Operator.Nary("$slice", 2, 3, Slice),
        Operator.Nary("$range", 2, 3, Range),
    ];

    private static BsonValue? ElementAt(BsonValue? value, BsonValue? position)
    {
        if (Numbers.IsNullish(value) || Numbers.IsNullish(position))
            return BsonNull.Value;
        if (value is not BsonArray array)
            throw new CommandException(28689, $"$arrayElemAt's first argument must be an array, but is {BsonTypeName.Of(value)}");
        if (!Numbers.IsNumber(position))
            throw new CommandException(28690, $"$arrayElemAt's second argument must be a numeric value, but is {BsonTypeName.Of(position)}");
        if (!Numbers.TryInt(position, out var index))
            throw new CommandException(28691, $"$arrayElemAt's second argument must be representable as a 32-bit integer: {Texts.Show(position)}");

        if (index < 0)
            index += array.Count;
        return index >= 0 && index < array.Count ? array[index] : null;
    }

    private static BsonValue? End(string name, BsonValue? value, Func<BsonArray, BsonValue> end) =>
        Numbers.IsNullish(value) ? BsonNull.Value
        : value is not BsonArray array ? throw new CommandException(28689, $"{name}'s argument must be an array, but is {BsonTypeName.Of(value)}")
        : array.Count == 0 ? null
        : end(array);

    private static BsonValue Concatenate(BsonValue?[] operands)
    {
        var joined = new BsonArray();
        foreach (var operand in operands)
        {
            if (Numbers.IsNullish(operand))
                return BsonNull.Value;
            if (operand is not BsonArray array)
                throw new CommandException(28664, $"$concatArrays only supports arrays, not {BsonTypeName.Of(operand)}");
            joined.AddRange(array);
        }

        return joined;
    }

    private static BsonBoolean Contains(BsonValue?[] operands, EvaluationScope scope)
    {
        if (operands[1] is not BsonArray array)
            throw new CommandException(40081, $"$in requires an array as a second argument, found: {BsonTypeName.Of(operands[1])}");
        foreach (var item in array)
        {
            if (scope.Settings.Order.Equals(operands[0], item))
                return BsonBoolean.True;
        }

        return BsonBoolean.False;
    }

    private static BsonValue IndexOf(BsonValue?[] operands, EvaluationScope scope)
    {
        if (Numbers.IsNullish(operands[0]))
            return BsonNull.Value;
        if (operands[0] is not BsonArray array)
            throw new CommandException(40090, $"$indexOfArray requires an array as a first argument, found: {BsonTypeName.Of(operands[0])}");

        var start = Bound("$indexOfArray", operands, 2, "starting", 0);
        var end = Math.Min(array.Count, Bound("$indexOfArray", operands, 3, "ending", array.Count));
        for (var index = start; index < end; index++)
        {
            if (scope.Settings.Order.Equals(array[index], operands[1]))
                return new BsonInt32(index);
        }

        return new BsonInt32(-1);
    }

    /// <summary>The starting or ending index of the <c>$indexOf…</c> operators.</summary>
    public static int Bound(string name, BsonValue?[] operands, int position, string which, int unspecified)
    {
        if (operands.Length <= position)
            return unspecified;
        if (!Numbers.TryInt(operands[position], out var bound))
            throw new CommandException(40096, $"{name} requires an integral {which} index, found a value of type: {BsonTypeName.Of(operands[position])}, with value: \"{Texts.Show(operands[position])}\"");
        return bound >= 0 ? bound : throw new CommandException(40097, $"{name} requires a nonnegative {which} index, found: {bound}");
    }

    private static BsonValue Reverse(BsonValue? value) =>
        Numbers.IsNullish(value) ? BsonNull.Value
        : value is BsonArray array ? new BsonArray(array.Reverse())
        : throw new CommandException(34435, $"The argument to $reverseArray must be an array, but was of type: {BsonTypeName.Of(value)}");

    private static BsonValue Slice(BsonValue?[] operands)
    {
        foreach (var operand in operands)
        {
            if (Numbers.IsNullish(operand))
                return BsonNull.Value;
        }

        if (operands[0] is not BsonArray array)
            throw new CommandException(28724, $"First argument to $slice must be an array, but is of type: {BsonTypeName.Of(operands[0])}");
        var first = SliceNumber(operands[1]!, "Second", 28725);
        var (start, length) = operands.Length == 2
            ? first >= 0 ? (0, first) : (Math.Max(0, array.Count + first), -first)
            : (first >= 0 ? first : Math.Max(0, array.Count + first), SliceNumber(operands[2]!, "Third", 28727));
        if (operands.Length == 3 && length <= 0)
            throw new CommandException(28729, $"Third argument to $slice must be positive: {length}");

        var cut = new BsonArray();
        for (var index = start; index < array.Count && index - start < length; index++)
            cut.Add(array[index]);
        return cut;
    }

    private static int SliceNumber(BsonValue value, string which, int code)
    {
        if (!Numbers.IsNumber(value))
            throw new CommandException(code, $"{which} argument to $slice must be a numeric value, but is of type: {BsonTypeName.Of(value)}");
        return Numbers.TryInt(value, out var number)
            ? number
            : throw new CommandException(code + 1, $"{which} argument to $slice can't be represented as a 32-bit integer: {Texts.Show(value)}");
    }

    private static BsonArray Range(BsonValue?[] operands)
    {
        var start = RangeNumber(operands[0], "starting", 34443);
        var end = RangeNumber(operands[1], "ending", 34445);
        var step = operands.Length > 2 ? RangeNumber(operands[2], "step", 34447) : 1;
        if (step == 0)
            throw new CommandException(34449, "$range requires a non-zero step value");

        var range = new BsonArray();
        for (long value = start; step > 0 ? value < end : value > end; value += step)
            range.Add(new BsonInt32((int)value));
        return range;
    }

    private static int RangeNumber(BsonValue? value, string which, int code)
    {
        if (!Numbers.IsNumber(value))
            throw new CommandException(code, $"$range requires a numeric {which} value, found value of type: {BsonTypeName.Of(value)}");
        return Numbers.TryInt(value, out var number)
            ? number
            : throw new CommandException(code + 1, $"$range requires a {which} value that can be represented as a 32-bit integer, found value: {Texts.Show(value)}");
    }
}
