using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>A part of a validator that can explain itself.</summary>
internal abstract record ValidationNode
{
    public abstract bool Matches(BsonDocument document);

    /// <summary>Why the document doesn't match; inverted, below a negation, why it does.</summary>
    public abstract BsonDocument Explain(BsonDocument document, bool inverted);
}

/// <summary><c>$and</c>, given or implied; <c>$or</c>; <c>$nor</c>.</summary>
internal sealed record ValidationList(string Operator, IReadOnlyList<ValidationNode> Children) : ValidationNode
{
    public override bool Matches(BsonDocument document) => Operator switch
    {
        "$and" => Children.All(child => child.Matches(document)),
        "$or" => Children.Any(child => child.Matches(document)),
        _ => !Children.Any(child => child.Matches(document)),
    };

    public override BsonDocument Explain(BsonDocument document, bool inverted)
    {
        var childrenInverted = inverted != (Operator == "$nor");
        var clauses = Children
            .Select((child, index) => (Child: child, Index: (long)index))
            .Where(clause => clause.Child.Matches(document) == childrenInverted)
            .Select(clause => new BsonDocument { { "index", clause.Index }, { "details", clause.Child.Explain(document, childrenInverted) } });
        return new BsonDocument { { "operatorName", Operator }, { inverted ? "clausesSatisfied" : "clausesNotSatisfied", new BsonArray(clauses) } };
    }
}

/// <summary><c>$not</c>.</summary>
internal sealed record ValidationNot(ValidationNode Inner) : ValidationNode
{
    public override bool Matches(BsonDocument document) => !Inner.Matches(document);

    public override BsonDocument Explain(BsonDocument document, bool inverted) =>
        new() { { "operatorName", "$not" }, { "details", Inner.Explain(document, !inverted) } };
}

/// <summary><c>$expr</c>.</summary>
internal sealed record ValidationExpression(BsonDocument SpecifiedAs, ExprNode Node) : ValidationNode
{
    public override bool Matches(BsonDocument document) => Node.Matches(document, null);

    public override BsonDocument Explain(BsonDocument document, bool inverted)
    {
        var error = new BsonDocument { { "operatorName", "$expr" }, { "specifiedAs", SpecifiedAs } };
        try
        {
            var result = Node.Expression.Evaluate(new EvaluationScope(document, Node.Settings));
            error.Add("reason", inverted ? "expression did match" : "expression did not match");
            if (result is not null)
                error.Add("expressionResult", result);
        }
        catch (CommandException failure)
        {
            error.Add("reason", "failed to evaluate aggregation expression");
            error.Add("details", new BsonDocument { { "code", failure.Code }, { "codeName", failure.CodeName }, { "errmsg", failure.Message } });
        }

        return error;
    }
}

/// <summary><c>$jsonSchema</c>.</summary>
internal sealed record ValidationSchema(JsonSchema Schema) : ValidationNode
{
    public override bool Matches(BsonDocument document) => Schema.Matches(document);

    public override BsonDocument Explain(BsonDocument document, bool inverted)
    {
        var error = new BsonDocument("operatorName", "$jsonSchema");
        return inverted
            ? error.Add("reason", "schema matched")
            : error.Merge(Schema.Annotations).Add("schemaRulesNotSatisfied", Schema.Explain(document));
    }
}

/// <summary>What is always true or always false.</summary>
internal sealed record ValidationConstant(string Operator, BsonDocument SpecifiedAs, bool Value) : ValidationNode
{
    public override bool Matches(BsonDocument document) => Value;

    public override BsonDocument Explain(BsonDocument document, bool inverted) => new()
    {
        { "operatorName", Operator },
        { "specifiedAs", SpecifiedAs },
        { "reason", Value ? "expression always evaluates to true" : "expression always evaluates to false" },
    };
}
