using System.Collections.Frozen;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Schemas;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>Reads a query document: the logical operators and the fields. What is asked of one field is <see cref="PredicateParser"/>'s.</summary>
internal sealed class FilterParser
{
    /// <summary>As deep as MongoDB lets a query nest.</summary>
    private const int MaxDepth = 100;

    private static readonly FrozenSet<string> GeospatialOperators =
        FrozenSet.ToFrozenSet(["$near", "$nearSphere", "$geoNear", "$geoWithin", "$geoIntersects", "$within"]);

    private readonly FilterOptions _options;
    private readonly PredicateParser _predicates;
    private int _depth;

    public FilterParser(FilterOptions options)
    {
        _options = options;
        _predicates = new PredicateParser(this, options.Evaluation.Collation);
    }

    public FilterNode ParseQuery(BsonDocument query) => Parse(query, topLevel: true);

    /// <summary>The query of an <c>$elemMatch</c>, which is about an element rather than a document of the collection.</summary>
    public FilterNode ParseInner(BsonDocument query) => Parse(query, topLevel: false);

    /// <summary>The fields of a reference are the only ones that begin with a dollar sign.</summary>
    public static bool IsOperator(string name) => name is ['$', ..] and not ("$ref" or "$id" or "$db");

    private FilterNode Parse(BsonDocument query, bool topLevel)
    {
        if (++_depth > MaxDepth)
            throw new CommandException(ServerError.BadValue, "exceeded depth limit of 100 when converting query to match expression");

        var nodes = new List<FilterNode>();
        foreach (var element in query)
        {
            if (IsOperator(element.Name))
            {
                if (ParseOperator(element, topLevel) is { } node)
                    Add(nodes, node);
                continue;
            }

            var path = FieldPath.Parse(element.Name);
            foreach (var predicate in _predicates.ParseField(element))
                nodes.Add(new PathNode(path, predicate));
        }

        _depth--;
        return All(nodes);
    }

    private static FilterNode All(List<FilterNode> nodes) => nodes.Count switch
    {
        0 => new AlwaysTrue(),
        1 => nodes[0],
        _ => new AndNode([.. nodes]),
    };

    private static void Add(List<FilterNode> nodes, FilterNode node)
    {
        if (node is AndNode and)
            nodes.AddRange(and.Children);
        else if (node is not AlwaysTrue)
            nodes.Add(node);
    }

    private FilterNode? ParseOperator(BsonElement element, bool topLevel)
    {
        switch (element.Name)
        {
            case "$and":
                var nodes = new List<FilterNode>();
                foreach (var child in ParseList(element, topLevel))
                    Add(nodes, child);
                return All(nodes);
            case "$or":
                return new OrNode(ParseList(element, topLevel));
            case "$nor":
                return new NorNode(ParseList(element, topLevel));
            case "$comment":
                return null;
            case "$alwaysTrue":
                RequireOne(element);
                return new AlwaysTrue();
            case "$alwaysFalse":
                RequireOne(element);
                return new AlwaysFalse();
            case "$sampleRate":
                return new SampleNode(SampleRate(element.Value));
            case "$expr":
                RequireTopLevel(element, topLevel);
                return ParseExpression(element.Value);
            case "$jsonSchema":
                return new SchemaNode(JsonSchema.Parse(element.Value));
            case "$where" or "$text":
                RequireTopLevel(element, topLevel);
                throw Refuse(element.Name);
            default:
                throw new CommandException(
                    ServerError.BadValue,
                    $"unknown top level operator: {element.Name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.");
        }
    }

    private FilterNode[] ParseList(BsonElement element, bool topLevel)
    {
        if (element.Value is not BsonArray array)
            throw new CommandException(ServerError.BadValue, $"{element.Name} must be an array");

        if (array.Count == 0)
            throw new CommandException(ServerError.BadValue, "$and/$or/$nor must be a nonempty array");

        var children = new FilterNode[array.Count];
        for (var index = 0; index < children.Length; index++)
        {
            if (array[index] is not BsonDocument query)
                throw new CommandException(ServerError.BadValue, "$or/$and/$nor entries need to be full objects");

            children[index] = Parse(query, topLevel);
        }

        return children;
    }

    private ExprNode ParseExpression(BsonValue specification) => new(
        ExpressionParser.Parse(specification, _options.Evaluation.Let.Keys.ToHashSet(StringComparer.Ordinal)),
        _options.Evaluation);

    private static void RequireOne(BsonElement element)
    {
        if (!WholeNumber.TryGet(element.Value, out var number))
            throw new CommandException(ServerError.FailedToParse, $"Expected a number in: {element.Name}: {ShellText.Of(element.Value)}");

        if (number != 1)
            throw new CommandException(ServerError.FailedToParse, $"{element.Name} must be an integer value of 1");
    }

    private static double SampleRate(BsonValue value)
    {
        if (!value.IsNumeric)
            throw new CommandException(ServerError.BadValue, "argument to $sampleRate must be a numeric type");

        var rate = value.ToDouble();
        return rate is >= 0 and <= 1
            ? rate
            : throw new CommandException(ServerError.BadValue, $"numeric argument to $sampleRate must be in [0, 1]");
    }

    private static void RequireTopLevel(BsonElement element, bool topLevel)
    {
        if (!topLevel)
            throw new CommandException(ServerError.BadValue, $"{element.Name} can only be applied to the top-level document");
    }

    public static bool IsGeospatial(string name) => GeospatialOperators.Contains(name);

    /// <summary>The error of an operator that needs what this server hasn't: scripts, text indexes, geospatial indexes.</summary>
    public CommandException Refuse(string name) => name switch
    {
        "$where" => _options.AllowWhere
            ? new CommandException(ServerError.BadValue, "no globalScriptEngine in $where parsing")
            : new CommandException(ServerError.BadValue, "$where is not allowed in this context"),
        "$text" => new CommandException(ServerError.IndexNotFound, "text index required for $text query"),
        "$near" or "$nearSphere" or "$geoNear" => _options.AllowWhere
            ? new CommandException(ServerError.NoQueryExecutionPlans, "unable to find index for $geoNear query")
            : new CommandException(ServerError.BadValue, "$geoNear, $near, and $nearSphere are not allowed in this context"),
        _ => new CommandException(ServerError.NotImplemented, $"The embedded server doesn't support {name}."),
    };
}
