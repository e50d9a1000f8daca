using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>What an expression sees: the document at hand, variables, and the settings of the command.</summary>
internal sealed class EvaluationScope
{
    private readonly EvaluationScope? _outer;
    private readonly string? _name;
    private readonly BsonValue? _value;

    public EvaluationScope(BsonDocument root, EvaluationSettings settings)
    {
        Root = root;
        Settings = settings;
    }

    private EvaluationScope(EvaluationScope outer, string name, BsonValue? value)
    {
        Root = outer.Root;
        Settings = outer.Settings;
        _outer = outer;
        _name = name;
        _value = value;
    }

    /// <summary><c>$$ROOT</c>.</summary>
    public BsonDocument Root { get; }

    public EvaluationSettings Settings { get; }

    /// <summary>A variable of <c>$let</c>, <c>$map</c> and so on, else one of the command's <c>let</c>; <see langword="null"/> when it is missing.</summary>
    public BsonValue? Variable(string name)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._name == name)
                return scope._value;
        }

        // A variable of "let" that was missing is undefined there: the name is defined, and has no value.
        return Settings.Let.TryGetValue(name, out var value) && value.BsonType != BsonType.Undefined ? value : null;
    }

    public EvaluationScope With(string name, BsonValue? value) => new(this, name, value);
}
