using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Accumulating;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$bucketAuto</c>: so many buckets with about as many documents each; equal values stay together.</summary>
internal sealed class BucketAutoStage(Expression by, int buckets, string[] names, Accumulation[] accumulations, EvaluationSettings evaluation) : Stage
{
    public static BucketAutoStage Parse(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument arguments)
            throw new CommandException(40240, $"The argument to $bucketAuto must be an object, but found type: {BsonTypeName.Of(specification[0])}.");
        foreach (var argument in arguments)
        {
            if (argument.Name is not ("groupBy" or "buckets" or "output" or "granularity"))
                throw new CommandException(40245, $"Unrecognized option to $bucketAuto: {argument.Name}.");
        }

        if (!arguments.TryGetValue("groupBy", out var by) || !arguments.TryGetValue("buckets", out var count))
            throw new CommandException(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
        if (arguments.Contains("granularity"))
            throw new CommandException(ServerError.NotImplemented, "'granularity' of $bucketAuto is not supported by the embedded server");
        BucketStages.RequireExpression("$bucketAuto", by, 40239);
        if (!Numbers.IsNumber(count))
            throw new CommandException(40241, $"The $bucketAuto 'buckets' field must be a numeric value, but found type: {BsonTypeName.Of(count)}.");
        if (!Numbers.TryInt(count, out var buckets))
            throw new CommandException(40242, $"The $bucketAuto 'buckets' field must be representable as a 32-bit integer, but found {ShellText.Of(count)}.");
        if (buckets <= 0)
            throw new CommandException(40243, $"The $bucketAuto 'buckets' field must be greater than 0, but found: {buckets}.");

        var output = BucketStages.ReadOutput("$bucketAuto", arguments, 40244);
        return new BucketAutoStage(
            options.Scope.Parse(by),
            buckets,
            [.. output.Names],
            [.. output.Select(field => GroupStage.ParseField(field, options.Scope))],
            options.Evaluation) { Specification = specification };
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var sorted = input
            .Select(document => (Document: document, Key: by.Evaluate(new EvaluationScope(document, evaluation)) ?? BsonNull.Value))
            .OrderBy(pair => pair.Key, evaluation.Order)
            .ToArray();
        var size = Math.Max(1, (int)Math.Round(sorted.Length / (double)buckets, MidpointRounding.AwayFromZero));
        var start = 0;
        for (var bucket = 1; start < sorted.Length; bucket++)
        {
            var end = bucket == buckets ? sorted.Length : Math.Min(sorted.Length, start + size);
            while (end < sorted.Length && evaluation.Order.Equals(sorted[end].Key, sorted[end - 1].Key))
                end++;
            var (least, most) = (sorted[start].Key, end < sorted.Length ? sorted[end].Key : sorted[^1].Key);
            var document = new BsonDocument("_id", new BsonDocument { { "min", least }, { "max", most } });
            var scope = new EvaluationScope(document, evaluation);
            for (var index = 0; index < names.Length; index++)
                document.Add(names[index], accumulations[index].Of(sorted[start..end].Select(pair => pair.Document), scope) ?? BsonNull.Value);
            yield return document;
            start = end;
        }
    }
}
