using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>Reads a validator that is known to be a good query, keeping what explanations quote of it.</summary>
internal sealed class ValidationParser(FilterOptions options)
{
    public ValidationNode Parse(BsonDocument query)
    {
        var clauses = query.SelectMany(Parse).ToArray();
        return clauses.Length == 1 ? clauses[0] : new ValidationList("$and", clauses);
    }

    private IEnumerable<ValidationNode> Parse(BsonElement element)
    {
        switch (element.Name)
        {
            case "$comment":
                return [];
            case "$and" or "$or" or "$nor":
                return [new ValidationList(element.Name, [.. element.Value.AsBsonArray.Select(child => Parse(child.AsBsonDocument))])];
            case "$expr":
                return [new ValidationExpression(new BsonDocument(element), (ExprNode)Node(new BsonDocument(element)))];
            case "$jsonSchema":
                return [new ValidationSchema(JsonSchema.Parse(element.Value))];
            case var name when FilterParser.IsOperator(name):
                return [new ValidationConstant(element.Name, new BsonDocument(element), Node(new BsonDocument(element)) is AlwaysTrue)];
            default:
                return element.Value is BsonDocument operators && PredicateParser.IsOperators(operators, allowPartialReference: false)
                    ? ParseOperators(element.Name, operators)
                    : [Predicate(element.Value is BsonRegularExpression ? "$regex" : "$eq", element, negates: false)];
        }
    }

    private IEnumerable<ValidationNode> ParseOperators(string path, BsonDocument operators)
    {
        foreach (var element in operators)
        {
            if (element.Name is "$options" or "$comment")
                continue;

            if (element.Name == "$not")
            {
                yield return new ValidationNot(Parse(new BsonDocument(path, element.Value)));
                continue;
            }

            var specified = new BsonDocument(element);
            if (element.Name == "$regex" && operators.TryGetElement("$options", out var flags))
                specified.Add(flags);
            var quoted = new BsonElement(path, specified);
            if (element is { Name: "$all", Value: BsonArray { Count: 0 } })
                yield return new ValidationConstant("$all", new BsonDocument(quoted), false);
            else
                yield return Predicate(element.Name, quoted, Negates(element));
        }
    }

    private static bool Negates(BsonElement element) =>
        element.Name is "$ne" or "$nin" || (element.Name == "$exists" && !Expressions.Truth.Of(element.Value));

    private ValidationPredicate Predicate(string name, BsonElement element, bool negates)
    {
        var query = new BsonDocument(element);
        return new ValidationPredicate(name, PredicateWording.Of(name), query, (PathNode)Node(query), negates);
    }

    private FilterNode Node(BsonDocument query) => Filter.Parse(query, options).Root;
}
