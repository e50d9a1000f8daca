using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Accumulating;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$group</c>.</summary>
internal sealed class GroupStage(Expression id, string[] names, Accumulation[] accumulations, EvaluationSettings evaluation) : Stage
{
    public static GroupStage Parse(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument fields)
            throw new CommandException(15947, "a group's fields must be specified in an object");
        if (!fields.TryGetValue("_id", out var id))
            throw new CommandException(15955, "a group specification must include an _id");

        var scope = options.Scope;
        var output = fields.Where(field => field.Name != "_id").Select(field => (field.Name, Accumulation: ParseField(field, scope))).ToArray();
        return new GroupStage(
            scope.Parse(id),
            [.. output.Select(field => field.Name)],
            [.. output.Select(field => field.Accumulation)],
            options.Evaluation) { Specification = specification };
    }

    /// <summary>A field and its accumulator, as <c>$group</c>, <c>$bucket</c> and <c>$bucketAuto</c> have them.</summary>
    public static Accumulation ParseField(BsonElement field, ParseScope scope)
    {
        if (field.Value is not BsonDocument accumulator || accumulator.ElementCount == 0 || !accumulator.GetElement(0).Name.StartsWith('$'))
            throw new CommandException(40234, $"The field '{field.Name}' must be an accumulator object");
        if (field.Name.Contains('.', StringComparison.Ordinal))
            throw new CommandException(40235, $"The field name '{field.Name}' cannot contain '.'");
        if (field.Name.StartsWith('$'))
            throw new CommandException(40236, $"The field name '{field.Name}' cannot be an operator name");
        if (accumulator.ElementCount != 1)
            throw new CommandException(40238, $"The field '{field.Name}' must specify one accumulator");
        return AccumulationParser.Parse(accumulator.GetElement(0).Name, accumulator[0], scope);
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var groups = new Dictionary<BsonValue, Accumulator[]>(evaluation.Order);
        foreach (var document in input)
        {
            var scope = new EvaluationScope(document, evaluation);
            var key = id.Evaluate(scope) ?? BsonNull.Value;
            if (!groups.TryGetValue(key, out var accumulators))
                groups.Add(key, accumulators = Start(key));
            for (var index = 0; index < accumulators.Length; index++)
                accumulators[index].Add(accumulations[index].Input.Evaluate(scope));
        }

        foreach (var (key, accumulators) in groups)
        {
            var group = new BsonDocument("_id", key);
            for (var index = 0; index < accumulators.Length; index++)
                group.Add(names[index], accumulators[index].Result ?? BsonNull.Value);
            yield return group;
        }
    }

    private Accumulator[] Start(BsonValue key)
    {
        var scope = new EvaluationScope(new BsonDocument("_id", key), evaluation);
        return Array.ConvertAll(accumulations, accumulation => accumulation.Create(scope));
    }
}
