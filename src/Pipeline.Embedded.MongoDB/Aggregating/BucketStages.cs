using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>Reads <c>$bucket</c> and <c>$sortByCount</c>, which are a <c>$group</c> and a <c>$sort</c>.</summary>
internal static class BucketStages
{
    private static readonly BsonDocument s_count = new("count", new BsonDocument("$sum", 1));

    public static IReadOnlyList<Stage> ParseSortByCount(BsonDocument specification, PipelineOptions options)
    {
        var by = specification[0];
        if (by is BsonDocument document && !ExpressionParser.IsOperator(document))
            throw new CommandException(40147, "the sortByCount field must be defined as a $-prefixed path or an expression inside an object");
        if (by is BsonString text && !text.Value.StartsWith('$'))
            throw new CommandException(40148, "the sortByCount field must be defined as a $-prefixed path or an expression inside an object");
        if (by is not (BsonString or BsonDocument))
            throw new CommandException(40149, "the sortByCount field must be specified as a string or as an object");
        return
        [
            GroupStage.Parse(new BsonDocument("$group", new BsonDocument("_id", by).Merge(s_count)), options),
            SortStage.Parse(new BsonDocument("$sort", new BsonDocument("count", -1)), options),
        ];
    }

    public static IReadOnlyList<Stage> ParseBucket(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument arguments)
            throw new CommandException(40201, $"Argument to $bucket stage must be an object, but found type: {BsonTypeName.Of(specification[0])}.");
        foreach (var argument in arguments)
        {
            if (argument.Name is not ("groupBy" or "boundaries" or "default" or "output"))
                throw new CommandException(40197, $"Unrecognized option to $bucket: {argument.Name}.");
        }

        if (!arguments.TryGetValue("groupBy", out var by) || !arguments.TryGetValue("boundaries", out var listed))
            throw new CommandException(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
        RequireExpression("$bucket", by, 40202);
        var boundaries = ReadBoundaries(listed, options);
        var order = options.Evaluation.Order;
        var otherwise = arguments.TryGetValue("default", out var given) ? Constant(given, options, 40195, "default") : null;
        if (otherwise is not null && order.Compare(otherwise, boundaries[0]) >= 0 && order.Compare(otherwise, boundaries[^1]) < 0)
            throw new CommandException(40199, "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.");

        var branches = new BsonArray();
        for (var index = 0; index + 1 < boundaries.Length; index++)
        {
            branches.Add(new BsonDocument
            {
                {
                    "case", new BsonDocument("$and", new BsonArray
                    {
                        new BsonDocument("$gte", new BsonArray { by, Literal(boundaries[index]) }),
                        new BsonDocument("$lt", new BsonArray { by, Literal(boundaries[index + 1]) }),
                    })
                },
                { "then", Literal(boundaries[index]) },
            });
        }

        var choice = new BsonDocument("branches", branches);
        if (otherwise is not null)
            choice.Add("default", Literal(otherwise));
        var group = new BsonDocument("_id", new BsonDocument("$switch", choice));
        group.Merge(ReadOutput("$bucket", arguments, 40196));
        return
        [
            GroupStage.Parse(new BsonDocument("$group", group), options),
            SortStage.Parse(new BsonDocument("$sort", new BsonDocument("_id", 1)), options),
        ];
    }

    public static BsonDocument ReadOutput(string stage, BsonDocument arguments, int code)
    {
        if (!arguments.TryGetValue("output", out var output))
            return s_count;
        return output as BsonDocument ?? throw new CommandException(code, $"The {stage} 'output' field must be an object, but found type: {BsonTypeName.Of(output)}.");
    }

    public static void RequireExpression(string stage, BsonValue by, int code)
    {
        if (by is not (BsonString { Value: ['$', ..] } or BsonDocument))
            throw new CommandException(code, $"The {stage} 'groupBy' field must be defined as a $-prefixed path or an expression, but found: {ShellText.Of(by)}.");
    }

    private static BsonDocument Literal(BsonValue value) => new("$literal", value);

    private static BsonValue[] ReadBoundaries(BsonValue listed, PipelineOptions options)
    {
        if (listed is not BsonArray array)
            throw new CommandException(40200, $"The $bucket 'boundaries' field must be an array, but found type: {BsonTypeName.Of(listed)}.");
        BsonValue[] boundaries = [.. array.Select(boundary => Constant(boundary, options, 40191, "boundaries"))];
        if (boundaries.Length < 2)
            throw new CommandException(40192, $"The $bucket 'boundaries' field must have at least 2 values, but found {boundaries.Length} value(s).");

        for (var index = 1; index < boundaries.Length; index++)
        {
            if (CanonicalType.Of(boundaries[index - 1]) != CanonicalType.Of(boundaries[index]))
                throw new CommandException(40193, $"All values in the the 'boundaries' option to $bucket must have the same type. Found conflicting types {BsonTypeName.Of(boundaries[index - 1])} and {BsonTypeName.Of(boundaries[index])}.");
            if (options.Evaluation.Order.Compare(boundaries[index - 1], boundaries[index]) >= 0)
                throw new CommandException(40194, $"The 'boundaries' option to $bucket must be sorted, but elements {index - 1} and {index} are not in ascending order ({ShellText.Of(boundaries[index - 1])} is not less than {ShellText.Of(boundaries[index])}).");
        }

        return boundaries;
    }

    private static BsonValue Constant(BsonValue value, PipelineOptions options, int code, string which) =>
        options.Scope.Parse(value) is ConstantExpression { Value: { } constant }
            ? constant
            : throw new CommandException(code, $"The $bucket '{which}' field must be an array of constant values, but found value: {ShellText.Of(value)}.");
}
