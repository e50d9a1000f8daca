using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>The arguments of <c>$densify</c>.</summary>
internal sealed record DensifySpecification
{
    public required string[] Field { get; init; }

    public IReadOnlyList<string[]> PartitionBy { get; init; } = [];

    public required BsonValue StepSize { get; init; }

    /// <summary>Of dates.</summary>
    public DateUnit? Unit { get; init; }

    /// <summary>Whether the range is given, rather than that of all documents.</summary>
    public bool IsBounded => Lower is not null;

    public BsonValue? Lower { get; init; }

    public BsonValue? Upper { get; init; }

    /// <summary>Whether each partition has its own range.</summary>
    public bool IsByPartition { get; init; }

    public static DensifySpecification Parse(BsonValue value)
    {
        if (value is not BsonDocument arguments)
            throw new CommandException(5733401, $"The $densify stage specification must be an object, found {BsonTypeName.Of(value)}");
        foreach (var argument in arguments)
        {
            if (argument.Name is not ("field" or "partitionByFields" or "range"))
                throw new CommandException(40415, $"BSON field '$densify.{argument.Name}' is an unknown field.");
        }

        if (arguments.GetValue("field", null) is not BsonString field)
            throw new CommandException(40414, "BSON field '$densify.field' is missing but a required field");
        if (arguments.GetValue("range", null) is not BsonDocument range)
            throw new CommandException(40414, "BSON field '$densify.range' is missing but a required field");
        if (!range.TryGetValue("step", out var step) || !Numbers.IsNumber(step) || Numbers.ToDouble(step) <= 0)
            throw new CommandException(5733401, "the step parameter in a range statement must be a strictly positive numeric value");
        var unit = range.TryGetValue("unit", out var named) ? DateUnits.Read("$densify", named) : (DateUnit?)null;
        if (unit is not null && !Numbers.TryWhole(step, out _))
            throw new CommandException(6586400, "The step parameter in a range satement must be a whole number when densifying a date range");

        return ReadBounds(range.GetValue("bounds", BsonNull.Value), unit) with
        {
            Field = FieldPathParser.Split(field.Value),
            PartitionBy = [.. arguments.GetValue("partitionByFields", new BsonArray()).AsBsonArray.Select(path => FieldPathParser.Split(path.AsString))],
            StepSize = step,
            Unit = unit,
        };
    }

    /// <summary>The value so many steps after another.</summary>
    public BsonValue Step(BsonValue from, long steps) => Unit is { } unit
        ? new BsonDateTime(DateUnits.Add(((BsonDateTime)from).MillisecondsSinceEpoch, unit, checked(StepSize.ToInt64() * steps), TimeZoneInfo.Utc))
        : Add(from, ArithmeticOperators.Multiply(StepSize, Numbers.IntOrLong(steps, isLong: false)));

    private static BsonValue Add(BsonValue left, BsonValue right)
    {
        var sum = new NumberSum();
        sum.TryAdd(left);
        sum.TryAdd(right);
        return sum.Value;
    }

    private static DensifySpecification ReadBounds(BsonValue bounds, DateUnit? unit)
    {
        var read = new DensifySpecification { Field = [], StepSize = BsonNull.Value };
        switch (bounds)
        {
            case BsonString { Value: "full" }:
                return read;
            case BsonString { Value: "partition" }:
                return read with { IsByPartition = true };
            case BsonArray { Count: 2 } both when unit is null && Numbers.IsNumber(both[0]) && Numbers.IsNumber(both[1]):
            case BsonArray { Count: 2 } dates when unit is not null && dates[0] is BsonDateTime && dates[1] is BsonDateTime:
                var array = (BsonArray)bounds;
                return BsonOrder.Simple.Compare(array[0], array[1]) <= 0
                    ? read with { Lower = array[0], Upper = array[1] }
                    : throw new CommandException(5733402, "the bounds in a range statement must be in ascending order");
            case BsonArray:
                throw new CommandException(5733406, $"a bounding array must be an ascending array of either two dates (with a unit) or two numbers (without one), found {ShellText.Of(bounds)}");
            default:
                throw new CommandException(5946802, "Bounds string must either be 'full' or 'partition'");
        }
    }
}
