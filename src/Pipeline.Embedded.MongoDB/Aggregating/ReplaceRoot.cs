using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>Reads <c>$replaceRoot</c> and <c>$replaceWith</c>.</summary>
internal static class ReplaceRoot
{
    public static TransformStage Parse(BsonDocument specification, PipelineOptions options)
    {
        var isRoot = specification.GetElement(0).Name == "$replaceRoot";
        var expression = options.Scope.Parse(isRoot ? ReadNewRoot(specification[0]) : specification[0]);
        var what = isRoot ? "'newRoot' expression " : "'replacement document'";
        return new TransformStage(document => expression.Evaluate(new EvaluationScope(document, options.Evaluation)) switch
        {
            BsonDocument replacement => replacement,
            var value => throw new CommandException(
                40228,
                $"{what} must evaluate to an object, but resulting value was: {(value is null ? "MISSING" : ShellText.Of(value))}. Type of resulting value: '{BsonTypeName.Of(value)}'. Input document: {ShellText.Of(document)}"),
        }) { Specification = specification };
    }

    private static BsonValue ReadNewRoot(BsonValue value)
    {
        if (value is not BsonDocument document)
            throw new CommandException(40229, $"expected an object as specification for $replaceRoot stage, got {BsonTypeName.Of(value)}");
        foreach (var element in document)
        {
            if (element.Name != "newRoot")
                throw new CommandException(40415, $"BSON field '$replaceRoot.{element.Name}' is an unknown field.");
        }

        return document.TryGetValue("newRoot", out var newRoot)
            ? newRoot
            : throw new CommandException(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
    }
}
