using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Accumulating;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>Reads a field of <c>$setWindowFields</c>' output: <c>{$sum: "$a", window: {documents: […]}}</c>.</summary>
internal static class WindowFunctionParser
{
    public static WindowFunction Parse(BsonElement field, BsonDocument? sortBy, PipelineOptions options)
    {
        if (field.Value is not BsonDocument specification || specification.ElementCount == 0)
            throw new CommandException(ServerError.FailedToParse, $"The field '{field.Name}' must be an object");
        BsonElement? function = null;
        foreach (var element in specification)
        {
            if (element.Name == "window")
                continue;
            if (!element.Name.StartsWith('$'))
                throw new CommandException(ServerError.FailedToParse, $"Window function found an unknown argument: {element.Name}");
            if (function is not null)
                throw new CommandException(ServerError.FailedToParse, "Cannot specify two functions in window function spec");
            function = element;
        }

        var (name, argument) = function is { } found
            ? (found.Name, found.Value)
            : throw new CommandException(ServerError.FailedToParse, $"Expected a $-prefixed window function in {ShellText.Of(specification)}");
        var window = specification.GetValue("window", null);
        return Parse(name, argument, window, sortBy, options);
    }

    private static WindowFunction Parse(string name, BsonValue argument, BsonValue? window, BsonDocument? sortBy, PipelineOptions options)
    {
        var scope = options.Scope;
        switch (name)
        {
            case "$rank" or "$denseRank" or "$documentNumber":
                RequireSort(name, sortBy, window);
                if (argument is not BsonDocument { ElementCount: 0 })
                    throw new CommandException(5371603, $"{name} must be specified with '{{}}' as the value");
                return new RankWindow(name, SortKey(name, sortBy!, scope));
            case "$shift":
                RequireSort(name, sortBy, window);
                return ShiftWindow.Parse(argument, scope, options.Evaluation);
            case "$expMovingAvg":
                RequireSort(name, sortBy, window);
                return MovingAverageWindow.Parse(argument, scope);
            case "$derivative" or "$integral":
                return RateWindow.Parse(name, argument, WindowBounds.Parse(window, sortBy), SortKey(name, RequireSort(name, sortBy, null), scope), scope);
            case "$linearFill" or "$locf":
                if (window is not null)
                    throw new CommandException(ServerError.FailedToParse, $"'window' field is not allowed in {name}");
                return new FilledWindow(scope.Parse(argument), name == "$locf" ? null : SortKey(name, RequireSort(name, sortBy, null), scope));
            case "$covariancePop" or "$covarianceSamp":
                var pair = Operator.ParseOperands(name, argument, scope, 2, 2);
                return new AccumulatedWindow(
                    new Accumulation { Input = new ArrayExpression(pair), Create = _ => new CovarianceAccumulator(name == "$covarianceSamp") },
                    WindowBounds.Parse(window, sortBy),
                    KeyOrNothing(sortBy, scope),
                    BsonNull.Value);
        }

        if (!AccumulationParser.Knows(name))
            throw new CommandException(ServerError.FailedToParse, $"Unrecognized window function, {name}");
        return new AccumulatedWindow(AccumulationParser.Parse(name, argument, scope), WindowBounds.Parse(window, sortBy), KeyOrNothing(sortBy, scope), OfNothing(name));
    }

    /// <summary>What an accumulator has over no document, where that isn't what it begins with.</summary>
    private static BsonNull? OfNothing(string name) => name switch
    {
        "$first" or "$last" or "$top" or "$bottom" or "$min" or "$max" or "$avg" => BsonNull.Value,
        _ => null,
    };

    private static BsonDocument RequireSort(string name, BsonDocument? sortBy, BsonValue? window)
    {
        if (window is not null)
            throw new CommandException(5371601, $"Rank style window functions take no other arguments: {name} does not accept a 'window' field");
        return sortBy is { ElementCount: > 0 } ? sortBy : throw new CommandException(5371602, $"{name} must be specified with a top level sortBy expression");
    }

    /// <summary>The expression for the value sorted by; functions that need one allow one field only, except <c>$documentNumber</c>.</summary>
    private static Expression SortKey(string name, BsonDocument sortBy, ParseScope scope) => sortBy.ElementCount == 1 || name == "$documentNumber"
        ? KeyOrNothing(sortBy, scope)
        : throw new CommandException(5371602, $"{name} must be specified with a top level sortBy expression with exactly one element");

    private static Expression KeyOrNothing(BsonDocument? sortBy, ParseScope scope) =>
        sortBy is { ElementCount: > 0 } ? scope.Parse("$" + sortBy.GetElement(0).Name) : ConstantExpression.Missing;
}
