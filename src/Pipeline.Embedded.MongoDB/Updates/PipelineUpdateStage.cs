using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Projecting;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>A stage of a pipeline that updates: only those that make one document of one.</summary>
internal sealed class PipelineUpdateStage
{
    private readonly Func<BsonDocument, EvaluationSettings, BsonDocument> _apply;

    private PipelineUpdateStage(Func<BsonDocument, EvaluationSettings, BsonDocument> apply) => _apply = apply;

    public static PipelineUpdateStage Parse(BsonValue specification, IReadOnlySet<string> variables)
    {
        if (specification is not BsonDocument stage)
            throw new CommandException(ServerError.TypeMismatch, "Each element of the 'pipeline' array must be an object");
        if (stage.ElementCount != 1)
            throw new CommandException(40323, "A pipeline stage specification object must contain exactly one field.");
        var (name, argument) = (stage.GetElement(0).Name, stage[0]);
        switch (name)
        {
            case "$set" or "$addFields":
                var computed = ComputedFields.Parse(argument, name, variables);
                return new PipelineUpdateStage(computed.Apply);
            case "$project":
                if (argument is not BsonDocument fields)
                    throw new CommandException(15969, "$project specification must be an object");
                return Projecting(Projection.Parse(fields, new ProjectionOptions { IsAggregation = true, Variables = variables })!);
            case "$unset":
                return Projecting(Projection.ParseUnset(argument));
            case "$replaceRoot":
                return Replacing(NewRoot(argument), variables, "'newRoot'");
            case "$replaceWith":
                return Replacing(argument, variables, "'replacement document'");
            default:
                throw IsStage(name)
                    ? new CommandException(ServerError.InvalidOptions, $"{name} is not allowed to be used within an update")
                    : new CommandException(40324, $"Unrecognized pipeline stage name: '{name}'");
        }
    }

    public BsonDocument Apply(BsonDocument document, EvaluationSettings evaluation) => _apply(document, evaluation);

    private static PipelineUpdateStage Projecting(Projection projection) =>
        new((document, evaluation) => projection.Apply(document, positionalIndex: null, evaluation));

    private static PipelineUpdateStage Replacing(BsonValue specification, IReadOnlySet<string> variables, string what)
    {
        var expression = ExpressionParser.Parse(specification, variables);
        return new PipelineUpdateStage((document, evaluation) =>
        {
            var value = expression.Evaluate(new EvaluationScope(document, evaluation));
            return value as BsonDocument ?? throw new CommandException(40228, $"{what} expression must evaluate to an object, but resulting value was: "
                + $"{(value is null ? "MISSING" : ShellText.Of(value))}. Type of resulting value: '{BsonTypeName.Of(value)}'. "
                + $"Input document: {ShellText.Of(document)}");
        });
    }

    private static BsonValue NewRoot(BsonValue argument)
    {
        if (argument is not BsonDocument document)
            throw new CommandException(40229, $"expected an object as specification for $replaceRoot stage, got {BsonTypeName.Of(argument)}");
        if (document.Names.FirstOrDefault(name => name != "newRoot") is { } other)
            throw new CommandException(40230, $"unrecognized option to $replaceRoot stage: {other}, only valid option is 'newRoot'.");
        return document.TryGetValue("newRoot", out var newRoot) ? newRoot : throw new CommandException(40231, "no newRoot specified for the $replaceRoot stage");
    }

    private static bool IsStage(string name) => name is "$bucket" or "$bucketAuto" or "$changeStream" or "$collStats" or "$count" or "$currentOp" or "$densify"
        or "$documents" or "$facet" or "$fill" or "$geoNear" or "$graphLookup" or "$group" or "$indexStats" or "$limit" or "$listLocalSessions"
        or "$listSessions" or "$lookup" or "$match" or "$merge" or "$out" or "$planCacheStats" or "$redact" or "$sample" or "$search" or "$setWindowFields"
        or "$skip" or "$sort" or "$sortByCount" or "$unionWith" or "$unwind" or "$vectorSearch";
}
