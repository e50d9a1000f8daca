using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>{a: …, b: …}</c>: a document made of expressions; one that is missing leaves its field out.</summary>
internal sealed class ObjectExpression(string[] names, Expression[] values) : Expression
{
    public override BsonValue? Evaluate(EvaluationScope scope)
    {
        var document = new BsonDocument();
        for (var index = 0; index < names.Length; index++)
        {
            if (values[index].Evaluate(scope) is { } value)
                document.Set(names[index], value);
        }

        return document;
    }
}
