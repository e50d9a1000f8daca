using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$setWindowFields</c>: fields computed from the documents around each, within its partition.</summary>
internal sealed class WindowStage(Expression? partitionBy, SortPattern? sort, IReadOnlyList<(string[] Path, WindowFunction Function)> output, EvaluationSettings evaluation) : Stage
{
    public static WindowStage Parse(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument arguments)
            throw new CommandException(ServerError.FailedToParse, $"the $setWindowFields stage specification must be an object, found {BsonTypeName.Of(specification[0])}");
        foreach (var argument in arguments)
        {
            if (argument.Name is not ("partitionBy" or "sortBy" or "output"))
                throw new CommandException(40415, $"BSON field '$setWindowFields.{argument.Name}' is an unknown field.");
        }

        if (!arguments.TryGetValue("output", out var given))
            throw new CommandException(40414, "BSON field '$setWindowFields.output' is missing but a required field");
        if (given is not BsonDocument fields)
            throw new CommandException(ServerError.TypeMismatch, $"BSON field '$setWindowFields.output' is the wrong type '{BsonTypeName.Of(given)}', expected type 'object'");
        var sortBy = arguments.GetValue("sortBy", null) as BsonDocument;
        return new WindowStage(
            arguments.TryGetValue("partitionBy", out var by) ? options.Scope.Parse(by) : null,
            sortBy is { ElementCount: > 0 } ? SortPattern.Parse(sortBy) : null,
            [.. fields.Select(field => (FieldPathParser.Split(field.Name), WindowFunctionParser.Parse(field, sortBy, options)))],
            options.Evaluation) { Specification = specification };
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        IEnumerable<IEnumerable<BsonDocument>> partitions = partitionBy is null
            ? [input]
            : input.GroupBy(PartitionOf, evaluation.Order).OrderBy(partition => partition.Key, evaluation.Order);
        foreach (var partition in partitions)
        {
            var sorted = (sort is null ? partition : sort.Sort(partition, document => document, evaluation.Order)).ToArray();
            var results = output.Select(field => field.Function.Compute(sorted, evaluation)).ToArray();
            for (var row = 0; row < sorted.Length; row++)
            {
                var document = sorted[row];
                for (var column = 0; column < results.Length; column++)
                    document = DocumentPath.With(document, output[column].Path, results[column][row]);
                yield return document;
            }
        }
    }

    private BsonValue? PartitionOf(BsonDocument document)
    {
        var value = partitionBy!.Evaluate(new EvaluationScope(document, evaluation)) ?? BsonNull.Value;
        return value is not BsonArray
            ? value
            : throw new CommandException(ServerError.TypeMismatch, "An expression used to partition cannot evaluate to value of type array");
    }
}
