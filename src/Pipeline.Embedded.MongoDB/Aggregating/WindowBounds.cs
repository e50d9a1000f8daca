using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>Which documents around one are its window: by position (<c>documents</c>) or by the value sorted by (<c>range</c>).</summary>
internal sealed record WindowBounds
{
    public static WindowBounds WholePartition { get; } = new();

    /// <summary><see langword="null"/> is unbounded.</summary>
    public BsonValue? Lower { get; init; }

    public BsonValue? Upper { get; init; }

    public bool IsRange { get; init; }

    public DateUnit? Unit { get; init; }

    public static WindowBounds Parse(BsonValue? value, BsonDocument? sortBy)
    {
        if (value is null)
            return WholePartition;
        if (value is not BsonDocument window)
            throw new CommandException(ServerError.FailedToParse, "'window' field must be an object");
        foreach (var element in window)
        {
            if (element.Name is not ("documents" or "range" or "unit"))
                throw new CommandException(ServerError.FailedToParse, $"'window' field can only contain 'documents', 'range' and 'unit', not '{element.Name}'");
        }

        if (window.ElementCount == 0)
            return WholePartition;
        var isRange = window.Contains("range");
        if (isRange == window.Contains("documents"))
            throw new CommandException(ServerError.FailedToParse, "Window bounds can specify either 'documents' or 'unit', not both.");
        if (!isRange && window.Contains("unit"))
            throw new CommandException(ServerError.FailedToParse, "Window bounds can specify either 'documents' or 'unit', not both.");
        if (isRange && sortBy is not { ElementCount: 1 })
            throw new CommandException(5339902, "Range-based window require sortBy a single field");
        if (isRange && sortBy![0].ToInt32() < 0)
            throw new CommandException(8947401, "Range-based bounds require an ascending sortBy");
        if (!isRange && sortBy is not { ElementCount: > 0 } && !IsUnbounded(window["documents"]))
            throw new CommandException(5339901, "Document-based bounds require a sortBy");

        var name = isRange ? "range" : "documents";
        if (window[name] is not BsonArray { Count: 2 } both)
            throw new CommandException(ServerError.FailedToParse, $"Window bounds must be a 2-element array: {name}: {ShellText.Of(window[name])}");
        var (lower, upper) = (ReadBound(both[0], name, isRange), ReadBound(both[1], name, isRange));
        if (lower is not null && upper is not null && Numbers.ToDouble(lower) > Numbers.ToDouble(upper))
            throw new CommandException(5339900, $"Lower bound must not exceed upper bound: {name}: {ShellText.Of(both)}");
        return new WindowBounds
        {
            Lower = lower,
            Upper = upper,
            IsRange = isRange,
            Unit = window.TryGetValue("unit", out var unit) ? DateUnits.Read("$setWindowFields", unit) : null,
        };
    }

    /// <summary>The first and the last position of the window around <paramref name="row"/>; empty where the last is before the first.</summary>
    public (int First, int Last) Around(int row, BsonValue?[] keys) => IsRange
        ? AroundValue(row, keys)
        : ((int)Math.Max(0, Lower is null ? 0 : row + Lower.ToInt64()), (int)Math.Min(keys.Length - 1, Upper is null ? keys.Length - 1 : row + Upper.ToInt64()));

    private static bool IsUnbounded(BsonValue documents) => documents is BsonArray both && both.All(bound => bound == "unbounded");

    private static BsonValue? ReadBound(BsonValue bound, string name, bool isRange)
    {
        switch (bound)
        {
            case BsonString { Value: "unbounded" }:
                return null;
            case BsonString { Value: "current" }:
                return new BsonInt32(0);
            case BsonString:
                throw new CommandException(ServerError.FailedToParse, $"Window bounds must be 'unbounded', 'current', or a number: {name}: {ShellText.Of(bound)}");
            default:
                return isRange ? Numbers.IsNumber(bound) ? bound : throw new CommandException(ServerError.FailedToParse, "Numeric window bounds must be numbers")
                    : Numbers.TryInt(bound, out var position) ? new BsonInt32(position)
                    : throw new CommandException(ServerError.FailedToParse, $"Numeric document-based bounds must be an integer: {ShellText.Of(bound)}");
        }
    }

    private (int First, int Last) AroundValue(int row, BsonValue?[] keys)
    {
        var key = keys[row];
        if (Unit is null ? !Numbers.IsNumber(key) : key is not BsonDateTime)
        {
            throw Unit is null
                ? new CommandException(5429414, $"Invalid range: Expected the sortBy field to be a number, but it was {BsonTypeName.Of(key)}")
                : new CommandException(5429513, $"Expected the sortBy field to be a Date, but it was {BsonTypeName.Of(key)}");
        }

        var first = 0;
        var last = keys.Length - 1;
        if (Lower is not null)
        {
            var least = Shift(key!, Lower);
            for (first = row; first > 0 && BsonOrder.Simple.Compare(keys[first - 1], least) >= 0;)
                first--;
            while (first < keys.Length && BsonOrder.Simple.Compare(keys[first], least) < 0)
                first++;
        }

        if (Upper is not null)
        {
            var most = Shift(key!, Upper);
            for (last = row; last < keys.Length - 1 && BsonOrder.Simple.Compare(keys[last + 1], most) <= 0;)
                last++;
            while (last >= 0 && BsonOrder.Simple.Compare(keys[last], most) > 0)
                last--;
        }

        return (first, last);
    }

    private BsonValue Shift(BsonValue key, BsonValue by) => Unit is { } unit
        ? new BsonDateTime(DateUnits.Add(((BsonDateTime)key).MillisecondsSinceEpoch, unit, by.ToInt64(), TimeZoneInfo.Utc))
        : ArithmeticOperators.Subtract(key, ArithmeticOperators.Multiply(by, new BsonInt32(-1)));
}
