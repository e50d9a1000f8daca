using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$firstN</c>, <c>$lastN</c>, <c>$maxN</c> and <c>$minN</c>: <c>{n: …, input: …}</c>.</summary>
internal static class CountedAccumulators
{
    public static bool Knows(string name) => name is "$firstN" or "$lastN" or "$maxN" or "$minN";

    public static Accumulation Parse(string name, BsonValue argument, ParseScope scope)
    {
        var (count, input) = ParseOperands(name, argument, scope);
        if (count is ConstantExpression)
            ReadCount(count.Evaluate(new EvaluationScope([], EvaluationSettings.None)));
        return new Accumulation { Input = input, Create = group => Start(name, ReadCount(count.Evaluate(group)), group.Settings.Order) };
    }

    public static (Expression Count, Expression Input) ParseOperands(string name, BsonValue argument, ParseScope scope)
    {
        if (argument is not BsonDocument document)
            throw new CommandException(5787900, $"specification must be an object; found {name}: {ShellText.Of(argument)}");
        foreach (var element in document)
        {
            if (element.Name is not ("n" or "input"))
                throw new CommandException(5787901, $"Unknown argument for 'n' operator: {element.Name}");
        }

        if (!document.Contains("n"))
            throw new CommandException(5787906, "Missing value for 'n'");
        if (!document.Contains("input"))
            throw new CommandException(5787907, "Missing value for 'input'");
        return (scope.Parse(document["n"]), scope.Parse(document["input"]));
    }

    public static Accumulator Start(string name, long count, BsonOrder order) => name switch
    {
        "$firstN" => new FirstNAccumulator(count, isFirst: true),
        "$lastN" => new FirstNAccumulator(count, isFirst: false),
        "$minN" => new BestNAccumulator(count, order, value => !Numbers.IsNullish(value), values => new BsonArray(values)),
        _ => new BestNAccumulator(count, Comparer<BsonValue?>.Create((left, right) => order.Compare(right, left)), value => !Numbers.IsNullish(value), values => new BsonArray(values)),
    };

    public static long ReadCount(BsonValue? value)
    {
        if (!Numbers.IsNumber(value))
            throw new CommandException(5787902, $"Value for 'n' must be of integral type, but found {ShellText.Of(value ?? BsonNull.Value)}");
        if (!Numbers.TryWhole(value, out var count))
            throw new CommandException(5787903, $"Value for 'n' must be of integral type, but found {ShellText.Of(value!)}");
        return count > 0 ? count : throw new CommandException(5787908, $"'n' must be greater than 0, found {count}");
    }
}
