using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Projecting;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>A stage that makes one document of each: <c>$project</c>, <c>$unset</c>, <c>$addFields</c>, <c>$replaceRoot</c>.</summary>
internal sealed class TransformStage(Func<BsonDocument, BsonDocument> transform) : Stage
{
    public override StageTraits Traits => StageTraits.AllowedInChangeStream;

    public static TransformStage ParseProject(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument fields)
            throw new Errors.CommandException(15969, "$project specification must be an object");
        var projection = Projection.Parse(fields, new ProjectionOptions { IsAggregation = true, Evaluation = options.Evaluation, Variables = options.Variables })!;
        return new TransformStage(document => projection.Apply(document)) { Specification = specification };
    }

    public static TransformStage ParseUnset(BsonDocument specification)
    {
        var projection = Projection.ParseUnset(specification[0]);
        return new TransformStage(document => projection.Apply(document)) { Specification = specification };
    }

    public static TransformStage ParseAddFields(BsonDocument specification, PipelineOptions options)
    {
        var fields = ComputedFields.Parse(specification[0], specification.GetElement(0).Name, options.Variables);
        return new TransformStage(document => fields.Apply(document, options.Evaluation)) { Specification = specification };
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        foreach (var document in input)
            yield return transform(document);
    }
}
