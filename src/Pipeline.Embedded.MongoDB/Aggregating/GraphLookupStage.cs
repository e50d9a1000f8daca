using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$graphLookup</c>: level by level from the values it starts with, each document once.</summary>
internal sealed class GraphLookupStage : Stage
{
    private static readonly string[] s_known = ["from", "as", "startWith", "connectFromField", "connectToField", "maxDepth", "depthField", "restrictSearchWithMatch"];

    public required PipelineOptions Options { get; init; }

    public required ForeignCollection From { get; init; }

    public required string[] As { get; init; }

    public required Expression StartWith { get; init; }

    public required string[] ConnectFrom { get; init; }

    public required string ConnectTo { get; init; }

    public long? MaxDepth { get; init; }

    public string[]? DepthField { get; init; }

    public BsonDocument? Restriction { get; init; }

    public static GraphLookupStage Parse(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument arguments)
            throw new CommandException(40327, $"the $graphLookup stage specification must be an object, but found {BsonTypeName.Of(specification[0])}");
        foreach (var argument in arguments)
        {
            if (!s_known.Contains(argument.Name))
                throw new CommandException(40104, $"Unknown argument to $graphLookup: {argument.Name}");
        }

        if (!arguments.TryGetValue("startWith", out var start) || !arguments.Contains("from") || !arguments.Contains("as")
            || !arguments.Contains("connectFromField") || !arguments.Contains("connectToField"))
        {
            throw new CommandException(40105, "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.");
        }

        return new GraphLookupStage
        {
            Specification = specification,
            Options = options,
            From = ForeignCollection.Parse("$graphLookup", arguments["from"], options),
            As = FieldPathParser.Split(Text(arguments, "as")!),
            StartWith = options.Scope.Parse(start),
            ConnectFrom = FieldPathParser.Split(Text(arguments, "connectFromField")!),
            ConnectTo = Text(arguments, "connectToField")!,
            MaxDepth = ReadDepth(arguments),
            DepthField = Text(arguments, "depthField") is { } depth ? FieldPathParser.Split(depth) : null,
            Restriction = ReadRestriction(arguments, options),
        };
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        foreach (var document in input)
        {
            var start = StartWith.Evaluate(new EvaluationScope(document, Options.Evaluation)) ?? BsonNull.Value;
            yield return DocumentPath.With(document, As, Search(start, server));
        }
    }

    private BsonArray Search(BsonValue start, IPipelineServer server)
    {
        var order = Options.Evaluation.Order;
        var reached = new HashSet<BsonValue?>(BsonOrder.Simple);
        var asked = new HashSet<BsonValue?>(order);
        var found = new BsonArray();
        var frontier = Fresh(start, asked);
        for (var depth = 0L; frontier.Count > 0 && !(depth > MaxDepth); depth++)
        {
            var next = new BsonArray();
            foreach (var document in server.Find(From.Database, From.Collection, new PipelineInput { Filter = FilterFor(frontier) }, Options.Evaluation))
            {
                if (!reached.Add(document.GetValue("_id", BsonNull.Value)))
                    continue;
                found.Add(DepthField is null ? document : DocumentPath.With(document, DepthField, new BsonInt64(depth)));
                if (FieldPathExpression.Walk(document, ConnectFrom, 0) is { } value)
                    next.AddRange(Fresh(value, asked));
            }

            frontier = next;
        }

        return found;
    }

    private BsonDocument FilterFor(BsonArray frontier)
    {
        var connected = new BsonDocument(ConnectTo, new BsonDocument("$in", frontier));
        return Restriction is null ? connected : new BsonDocument("$and", new BsonArray { connected, Restriction });
    }

    private static BsonArray Fresh(BsonValue value, HashSet<BsonValue?> asked) =>
        [.. (value is BsonArray items ? (IEnumerable<BsonValue>)items : [value]).Where(asked.Add)];

    private static string? Text(BsonDocument arguments, string name)
    {
        if (!arguments.TryGetValue(name, out var value))
            return null;
        return value is BsonString text
            ? text.Value
            : throw new CommandException(40103, $"expected string as argument for {name}, found: {ShellText.Of(value)}");
    }

    private static long? ReadDepth(BsonDocument arguments)
    {
        if (!arguments.TryGetValue("maxDepth", out var value))
            return null;
        if (!Numbers.IsNumber(value))
            throw new CommandException(40100, $"maxDepth must be numeric, found type: {BsonTypeName.Of(value)}");
        if (!Numbers.TryWhole(value, out var depth))
            throw new CommandException(40102, $"maxDepth could not be represented as a long long: {ShellText.Of(value)}");
        return depth >= 0 ? depth : throw new CommandException(40101, $"maxDepth requires a nonnegative argument, found: {depth}");
    }

    private static BsonDocument? ReadRestriction(BsonDocument arguments, PipelineOptions options)
    {
        if (!arguments.TryGetValue("restrictSearchWithMatch", out var value))
            return null;
        if (value is not BsonDocument query)
            throw new CommandException(40185, $"restrictSearchWithMatch must be an object, found {BsonTypeName.Of(value)}");
        Filter.Parse(query, new FilterOptions { Evaluation = options.Evaluation });
        return query;
    }
}
