using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>"$$name.a.b"</c>.</summary>
internal sealed class VariableExpression(string name, string[] path) : Expression
{
    public string Name => name;

    public IReadOnlyList<string> Path => path;

    public override BsonValue? Evaluate(EvaluationScope scope)
    {
        BsonValue? value = name switch
        {
            "ROOT" => scope.Root,
            "NOW" => new BsonDateTime(scope.Settings.Now),
            "CLUSTER_TIME" => scope.Settings.ClusterTime,
            _ => scope.Variable(name),
        };
        return FieldPathExpression.WalkValue(value, path, 0);
    }
}
