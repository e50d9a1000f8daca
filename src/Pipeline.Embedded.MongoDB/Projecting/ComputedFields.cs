using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>The fields of <c>$addFields</c> and <c>$set</c>. It is immutable; documents given to it stay as they are.</summary>
internal sealed class ComputedFields
{
    private readonly ProjectionNode _root = new(ProjectionKind.Addition);
    private readonly IReadOnlySet<string>? _variables;

    private ComputedFields(IReadOnlySet<string>? variables) => _variables = variables;

    /// <param name="specification">The stage's value: fields and their expressions.</param>
    /// <param name="stage">The stage's name as the error messages give it, <c>$addFields</c> or <c>$set</c>.</param>
    /// <param name="variables">The variables that are defined around it, beside MongoDB's own.</param>
    /// <exception cref="CommandException">The specification isn't one; the message begins with the stage's name.</exception>
    public static ComputedFields Parse(BsonValue specification, string stage, IReadOnlySet<string>? variables = null)
    {
        if (specification is not BsonDocument fields)
            throw new CommandException(40272, $"{stage} specification stage must be an object, got {BsonTypeName.Of(specification)}");
        return ProjectionErrors.InContextOf(stage, () =>
        {
            if (fields.ElementCount == 0)
                throw new CommandException(40177, "specification must have at least one field");
            var computed = new ComputedFields(variables);
            foreach (var element in fields)
                computed.AddField(element.Name, element.Value, fields);
            return computed;
        });
    }

    public BsonDocument Apply(BsonDocument document, EvaluationSettings settings) => _root.Apply(document, new EvaluationScope(document, settings));

    private void AddField(string path, BsonValue value, BsonDocument whole)
    {
        ProjectionErrors.CheckPath(path);
        if (value is not BsonDocument { ElementCount: > 0 } document)
        {
            AddExpression(path, value, whole);
            return;
        }

        if (document.GetElement(0).Name.StartsWith('$'))
        {
            if (document.ElementCount > 1)
            {
                throw new CommandException(40181, "an expression specification must contain exactly one field, the name of the expression. "
                    + $"Found {document.ElementCount} fields in {ShellText.Of(document)}, while parsing object {ShellText.Of(whole)}");
            }

            AddExpression(path, value, whole);
            return;
        }

        foreach (var element in document)
        {
            if (element.Name.Contains('.', StringComparison.Ordinal))
                throw new CommandException(40183, $"cannot use dotted field name '{element.Name}' in a sub object: {ShellText.Of(document)}");
            AddField($"{path}.{element.Name}", element.Value, whole);
        }
    }

    private void AddExpression(string path, BsonValue value, BsonDocument whole)
    {
        var expression = ExpressionParser.Parse(value, _variables);
        try
        {
            _root.Add(path, expression);
        }
        catch (CommandException collision) when (collision.Code is 31249 or 31250)
        {
            throw new CommandException(40176, $"specification contains two conflicting paths. Cannot specify both '{path}' and "
                + $"'{_root.Conflicting(path)}': {ShellText.Of(whole)}");
        }
    }
}
