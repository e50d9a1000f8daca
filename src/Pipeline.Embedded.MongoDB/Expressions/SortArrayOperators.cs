using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$sortArray</c> and <c>$zip</c>.</summary>
internal static class SortArrayOperators
{
    private static readonly NamedOperands s_sort = new("input", "sortBy") { Required = ["input", "sortBy"], NotDocument = 2942500, Unknown = 2942501, Missing = 2942502 };
    private static readonly NamedOperands s_zip = new("inputs", "defaults", "useLongestLength") { NotDocument = 34460, Unknown = 34464 };

    public static IReadOnlyList<Operator> All { get; } = [new("$sortArray", ParseSort), new("$zip", ParseZip)];

    private static DelegateExpression ParseSort(BsonValue argument, ParseScope scope)
    {
        var raw = s_sort.Read("$sortArray", argument);
        var input = scope.Parse(raw[0]!);
        var pattern = raw[1] is BsonDocument document ? SortPattern.Parse(document) : null;
        var direction = pattern is null ? SortPattern.Direction(raw[1]!) : 1;
        return new DelegateExpression(evaluation =>
        {
            var value = input.Evaluate(evaluation);
            if (Numbers.IsNullish(value))
                return BsonNull.Value;
            if (value is not BsonArray array)
                throw new CommandException(2942504, $"The input argument to $sortArray must be an array, but was of type: {BsonTypeName.Of(value)}");

            var order = evaluation.Settings.Order;
            return pattern is null
                ? [.. direction > 0 ? array.Order(order) : array.OrderDescending(order)]
                : new BsonArray(pattern.Sort(array, item => item, order));
        });
    }

    private static DelegateExpression ParseZip(BsonValue argument, ParseScope scope)
    {
        var raw = s_zip.Read("$zip", argument);
        if (raw[0] is not (null or BsonArray))
            throw new CommandException(34461, $"inputs must be an array of expressions, found {BsonTypeName.Of(raw[0])}");
        if (raw[1] is not (null or BsonArray))
            throw new CommandException(34462, $"defaults must be an array of expressions, found {BsonTypeName.Of(raw[1])}");
        if (raw[2] is not (null or BsonBoolean))
            throw new CommandException(34463, $"useLongestLength must be a bool, found {BsonTypeName.Of(raw[2])}");

        Expression[] inputs = raw[0] is BsonArray given ? [.. given.Select(scope.Parse)] : [];
        Expression[]? defaults = raw[1] is BsonArray fallback ? [.. fallback.Select(scope.Parse)] : null;
        var useLongest = raw[2] is BsonBoolean { Value: true };
        if (inputs.Length == 0)
            throw new CommandException(34465, "$zip requires at least one input array");
        if (defaults is not null && !useLongest)
            throw new CommandException(34466, "cannot specify defaults unless useLongestLength is true");
        if (defaults is not null && defaults.Length != inputs.Length)
            throw new CommandException(34467, "defaults and inputs must have the same length");
        return new DelegateExpression(evaluation => Zip(inputs, defaults, useLongest, evaluation));
    }

    private static BsonValue Zip(Expression[] inputs, Expression[]? defaults, bool useLongest, EvaluationScope scope)
    {
        var arrays = new BsonArray[inputs.Length];
        for (var index = 0; index < inputs.Length; index++)
        {
            var value = inputs[index].Evaluate(scope);
            if (Numbers.IsNullish(value))
                return BsonNull.Value;
            arrays[index] = value as BsonArray ?? throw new CommandException(34468, $"$zip found a non-array expression in input: {Texts.Show(value)}");
        }

        var length = useLongest ? arrays.Max(array => array.Count) : arrays.Min(array => array.Count);
        var zipped = new BsonArray(length);
        for (var row = 0; row < length; row++)
        {
            var tuple = new BsonArray(arrays.Length);
            for (var column = 0; column < arrays.Length; column++)
                tuple.Add(row < arrays[column].Count ? arrays[column][row] : defaults?[column].Evaluate(scope) ?? BsonNull.Value);
            zipped.Add(tuple);
        }

        return zipped;
    }
}
