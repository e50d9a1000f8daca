using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>{input: …, method: "approximate", p: […]}</c> of <c>$percentile</c> and, without <c>p</c>, of <c>$median</c>.</summary>
internal sealed record PercentileSpecification(Expression Input, Expression? Percentiles)
{
    public static PercentileSpecification Parse(string name, BsonValue argument, ParseScope scope)
    {
        var isMedian = name == "$median";
        if (argument is not BsonDocument)
            throw new CommandException(isMedian ? 7436100 : 7429703, $"specification must be an object; found {name}: {ShellText.Of(argument)}");
        var operands = new NamedOperands(isMedian ? ["input", "method"] : ["input", "method", "p"])
        {
            Required = isMedian ? ["input", "method"] : ["input", "p", "method"],
            Unknown = 40415,
            Missing = 40414,
        };
        var raw = operands.Read(name, argument);
        if (raw[1] is not BsonString { Value: "approximate" or "discrete" or "continuous" } method)
            throw new CommandException(ServerError.BadValue, "Currently only 'approximate' can be used as percentile 'method'.");
        if (method.Value != "approximate")
            throw new CommandException(ServerError.BadValue, "Currently only 'approximate' can be used as percentile 'method'.");
        return new PercentileSpecification(scope.Parse(raw[0]!), isMedian ? null : scope.Parse(raw[2]!));
    }

    public PercentileAccumulator Start(EvaluationScope scope) =>
        new(Percentiles is null ? [0.5] : Read(Percentiles.Evaluate(scope)), isMedian: Percentiles is null);

    private static double[] Read(BsonValue? value)
    {
        if (value is not BsonArray { Count: > 0 } array)
            throw new CommandException(7750301, $"The $percentile 'p' field must be an array of numbers from [0.0, 1.0], but found: {ShellText.Of(value ?? BsonNull.Value)}");
        return [.. array.Select(item => Numbers.IsNumber(item) && Numbers.ToDouble(item) is >= 0 and <= 1 and var percentile
            ? percentile
            : throw new CommandException(7750303, $"The $percentile 'p' field must be an array of numbers from [0.0, 1.0], but found: {ShellText.Of(item)}"))];
    }
}
