using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Accumulating;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Accumulators as expressions: over several operands, or over the items of a single one that is an array.</summary>
internal static class AccumulatorOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Over("$sum", _ => new SumAccumulator()),
        Over("$avg", _ => new AverageAccumulator()),
        Over("$min", scope => new ExtremeAccumulator(1, scope.Settings.Order)),
        Over("$max", scope => new ExtremeAccumulator(-1, scope.Settings.Order)),
        Over("$stdDevPop", _ => new DeviationAccumulator(isSample: false)),
        Over("$stdDevSamp", _ => new DeviationAccumulator(isSample: true)),
        Counted("$firstN"),
        Counted("$lastN"),
        Counted("$minN"),
        Counted("$maxN"),
        Percentile("$median"),
        Percentile("$percentile"),
    ];

    private static Operator Over(string name, Func<EvaluationScope, Accumulator> create) => Operator.Scoped(name, 0, int.MaxValue, (values, scope) =>
    {
        var accumulator = create(scope);
        if (values is [BsonArray array])
            AddAll(accumulator, array);
        else
            AddAll(accumulator, values);
        return accumulator.Result;
    });

    private static Operator Counted(string name) => new(name, (argument, scope) =>
    {
        var (count, input) = CountedAccumulators.ParseOperands(name, argument, scope);
        return new DelegateExpression(evaluation =>
        {
            var accumulator = CountedAccumulators.Start(name, CountedAccumulators.ReadCount(count.Evaluate(evaluation)), evaluation.Settings.Order);
            if (input.Evaluate(evaluation) is not BsonArray array)
                throw new CommandException(5788200, "Input must be an array");
            AddAll(accumulator, array);
            return accumulator.Result;
        });
    });

    private static Operator Percentile(string name) => new(name, (argument, scope) =>
    {
        var specification = PercentileSpecification.Parse(name, argument, scope);
        return new DelegateExpression(evaluation =>
        {
            var accumulator = specification.Start(evaluation);
            var input = specification.Input.Evaluate(evaluation);
            if (input is BsonArray array)
                AddAll(accumulator, array);
            else
                accumulator.Add(input);
            return accumulator.Result;
        });
    });

    private static void AddAll(Accumulator accumulator, IEnumerable<BsonValue?> values)
    {
        foreach (var value in values)
            accumulator.Add(value);
    }
}
