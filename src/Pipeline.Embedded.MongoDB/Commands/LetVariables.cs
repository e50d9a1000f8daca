using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>A command's <c>let</c>: variables for its expressions, each evaluated once, before the command runs.</summary>
internal static class LetVariables
{
    private static readonly BsonDocument s_nothing = [];

    public static EvaluationSettings Evaluate(BsonDocument? let, EvaluationSettings settings)
    {
        if (let is null || let.ElementCount == 0)
            return settings;

        var variables = settings.Let;
        foreach (var element in let)
        {
            var value = ExpressionParser.Parse(element.Value).Evaluate(new EvaluationScope(s_nothing, settings with { Let = variables }));
            variables = variables.SetItem(element.Name, value ?? BsonNull.Value);
        }

        return settings with { Let = variables };
    }
}
