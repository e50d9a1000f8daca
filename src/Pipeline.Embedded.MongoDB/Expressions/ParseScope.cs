using System.Collections.Immutable;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>The variables that are defined where an expression is parsed.</summary>
internal sealed class ParseScope(ImmutableHashSet<string> variables)
{
    public ImmutableHashSet<string> Variables => variables;

    public bool Defines(string variable) => variables.Contains(variable);

    public ParseScope With(string variable) => new(variables.Add(variable));

    public Expression Parse(BsonValue specification) => ExpressionParser.Parse(specification, this);
}
