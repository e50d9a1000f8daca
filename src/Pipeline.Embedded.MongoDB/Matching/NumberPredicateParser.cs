using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>Reads the operators whose argument is a number or numbers: <c>$mod</c>, <c>$size</c> and those that test bits.</summary>
internal static class NumberPredicateParser
{
    public static ModPredicate Mod(BsonValue value)
    {
        if (value is not BsonArray array)
            throw Bad("malformed mod, needs to be an array");

        if (array.Count < 2)
            throw Bad("malformed mod, not enough elements");

        if (array.Count > 2)
            throw Bad("malformed mod, too many elements");

        if (!array[0].IsNumeric)
            throw Bad("malformed mod, divisor not a number");

        if (!array[1].IsNumeric)
            throw Bad("malformed mod, remainder not a number");

        if (!WholeNumber.TryTruncate(array[0], out var divisor))
            throw Bad($"malformed mod, divisor value is invalid :: caused by :: Unable to coerce {array[0]} to an integral type");

        if (!WholeNumber.TryTruncate(array[1], out var remainder))
            throw Bad($"malformed mod, remainder value is invalid :: caused by :: Unable to coerce {array[1]} to an integral type");

        return divisor == 0 ? throw Bad("divisor cannot be 0") : new ModPredicate(divisor, remainder);
    }

    public static SizePredicate Size(BsonValue value)
    {
        if (!value.IsNumeric)
            throw Bad($"Failed to parse $size. Expected a number in: $size: {ShellText.Of(value)}");

        if (!WholeNumber.TryGet(value, out var size))
            throw Bad($"Failed to parse $size. Expected an integer: $size: {value}");

        return size < 0 ? throw Bad($"Failed to parse $size. Expected a non-negative number in: $size: {size}") : new SizePredicate(size);
    }

    public static BitsPredicate Bits(BitTest test, BsonElement element)
    {
        switch (element.Value)
        {
            case BsonArray array:
                return new BitsPredicate(test, [.. array.Select((item, index) => Position(item, index)).Distinct()]);
            case BsonBinaryData binary:
                return new BitsPredicate(test, [.. Set(binary.Bytes)]);
            case { IsNumeric: true } number:
                if (!WholeNumber.TryGet(number, out var mask))
                    throw new CommandException(ServerError.FailedToParse, $"Expected an integer: {element.Name}: {number}");

                if (mask < 0)
                    throw new CommandException(ServerError.FailedToParse, $"Expected a non-negative number in: {element.Name}: {number}");

                return new BitsPredicate(test, [.. Set(BitConverter.GetBytes(mask))]);
            default:
                throw Bad($"{element.Name} takes an Array, a number, or a BinData but received: {element.Name}: {ShellText.Of(element.Value)}");
        }
    }

    private static int Position(BsonValue item, int index)
    {
        if (!item.IsNumeric)
            throw Bad($"Failed to parse bit position. Expected a number in: {index}: {ShellText.Of(item)}");

        if (!WholeNumber.TryGet(item, out var position) || position > int.MaxValue)
            throw Bad($"Failed to parse bit position. Expected an integer: {index}: {item}");

        return position < 0 ? throw Bad($"Failed to parse bit position. Expected a non-negative number in: {index}: {item}") : (int)position;
    }

    /// <summary>The positions of the bits that are set, the least significant byte being the first.</summary>
    private static IEnumerable<int> Set(byte[] bytes) =>
        Enumerable.Range(0, bytes.Length * 8).Where(position => (bytes[position / 8] >> (position % 8) & 1) != 0);

    private static CommandException Bad(string message) => new(ServerError.BadValue, message);
}
