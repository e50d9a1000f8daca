using System.Collections.Immutable;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Reads an aggregation expression. Whatever can be said about it without a document is said here.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/operator/aggregation/.</remarks>
internal static class ExpressionParser
{
    /// <param name="specification">The expression.</param>
    /// <param name="variables">The variables that are defined around it, without <c>$$</c>, beside MongoDB's own.</param>
    public static Expression Parse(BsonValue specification, IReadOnlySet<string>? variables = null) =>
        Parse(specification, new ParseScope(variables is null ? [] : [.. variables]));

    public static Expression Parse(BsonValue specification, ParseScope scope) => specification switch
    {
        BsonString { Value: ['$', ..] text } => FieldPathParser.Parse(text, scope),
        BsonArray array => ParseArray(array, scope),
        BsonDocument document => ParseDocument(document, scope),
        _ => new ConstantExpression(specification),
    };

    public static bool IsOperator(BsonValue specification) =>
        specification is BsonDocument { ElementCount: > 0 } document && document.GetElement(0).Name.StartsWith('$');

    private static Expression ParseArray(BsonArray array, ParseScope scope)
    {
        var items = new Expression[array.Count];
        for (var index = 0; index < items.Length; index++)
            items[index] = scope.Parse(array[index]);
        return Folding.Fold(new ArrayExpression(items), items);
    }

    private static Expression ParseDocument(BsonDocument document, ParseScope scope)
    {
        if (IsOperator(document))
            return ParseOperator(document, scope);

        var names = new string[document.ElementCount];
        var values = new Expression[names.Length];
        var index = 0;
        foreach (var element in document)
        {
            FieldPathParser.RequireFieldName(element.Name);
            if (Array.IndexOf(names, element.Name, 0, index) >= 0)
                throw new CommandException(16406, $"duplicate field name specified in object literal: {Texts.Show(document)}");
            names[index] = element.Name;
            values[index++] = scope.Parse(element.Value);
        }

        return Folding.Fold(new ObjectExpression(names, values), values);
    }

    private static Expression ParseOperator(BsonDocument document, ParseScope scope)
    {
        if (document.ElementCount != 1)
            throw new CommandException(15983, $"an object representing an expression must have exactly one field: {Texts.Show(document)}");

        var (name, argument) = (document.GetElement(0).Name, document.GetElement(0).Value);
        return Operators.Find(name) is { } found
            ? found.Parse(argument, scope)
            : throw new CommandException(ServerError.InvalidPipelineOperator, $"Unrecognized expression '{name}'");
    }
}
