using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>[…, …]</c>: an array made of expressions; one that is missing becomes null.</summary>
internal sealed class ArrayExpression(Expression[] items) : Expression
{
    public IReadOnlyList<Expression> Items => items;

    public override BsonValue? Evaluate(EvaluationScope scope)
    {
        var array = new BsonArray(items.Length);
        foreach (var item in items)
            array.Add(item.Evaluate(scope) ?? BsonNull.Value);
        return array;
    }
}
