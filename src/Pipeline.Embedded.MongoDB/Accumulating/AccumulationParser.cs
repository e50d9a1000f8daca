using System.Collections.Frozen;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary>Reads <c>{$sum: "$a"}</c> and the other accumulators.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/operator/aggregation/group/#accumulator-operator.</remarks>
internal static class AccumulationParser
{
    private static readonly FrozenDictionary<string, Func<EvaluationScope, Accumulator>> s_simple = new Dictionary<string, Func<EvaluationScope, Accumulator>>
    {
        ["$sum"] = _ => new SumAccumulator(),
        ["$avg"] = _ => new AverageAccumulator(),
        ["$min"] = scope => new ExtremeAccumulator(1, scope.Settings.Order),
        ["$max"] = scope => new ExtremeAccumulator(-1, scope.Settings.Order),
        ["$first"] = _ => new EdgeAccumulator(isFirst: true),
        ["$last"] = _ => new EdgeAccumulator(isFirst: false),
        ["$push"] = _ => new ListAccumulator(null),
        ["$addToSet"] = scope => new ListAccumulator(scope.Settings.Order),
        ["$mergeObjects"] = _ => new MergeAccumulator(),
        ["$concatArrays"] = _ => new ConcatenationAccumulator("$concatArrays", null),
        ["$setUnion"] = scope => new ConcatenationAccumulator("$setUnion", scope.Settings.Order),
        ["$stdDevPop"] = _ => new DeviationAccumulator(isSample: false),
        ["$stdDevSamp"] = _ => new DeviationAccumulator(isSample: true),
    }.ToFrozenDictionary();

    public static bool Knows(string name) =>
        s_simple.ContainsKey(name) || name is "$count" or "$median" or "$percentile" || CountedAccumulators.Knows(name) || RankedAccumulators.Knows(name);

    public static Accumulation Parse(string name, BsonValue argument, ParseScope scope)
    {
        if (s_simple.TryGetValue(name, out var create))
            return new Accumulation { Input = ParseSingle(name, argument, scope), Create = create };
        if (CountedAccumulators.Knows(name))
            return CountedAccumulators.Parse(name, argument, scope);
        if (RankedAccumulators.Knows(name))
            return RankedAccumulators.Parse(name, argument, scope);
        return name switch
        {
            "$count" when argument is BsonDocument { ElementCount: 0 } => Count,
            "$count" => throw new CommandException(ServerError.TypeMismatch, "$count takes no arguments, i.e. $count:{}"),
            "$median" or "$percentile" => Percentile(name, argument, scope),
            "$accumulator" => throw new CommandException(ServerError.NotImplemented, "$accumulator needs JavaScript, which the embedded server does not run. Write it with the other accumulators."),
            _ => throw new CommandException(15952, $"unknown group operator '{name}'"),
        };
    }

    private static Accumulation Count { get; } = new() { Input = new ConstantExpression(new BsonInt32(1)), Create = _ => new SumAccumulator() };

    private static Accumulation Percentile(string name, BsonValue argument, ParseScope scope)
    {
        var specification = PercentileSpecification.Parse(name, argument, scope);
        return new Accumulation { Input = specification.Input, Create = group => specification.Start(group) };
    }

    private static Expression ParseSingle(string name, BsonValue argument, ParseScope scope) => argument is BsonArray { Count: not 1 } several
        ? throw new CommandException(40237, $"The {name} accumulator is a unary operator")
        : scope.Parse(argument is BsonArray one ? one[0] : argument);
}
