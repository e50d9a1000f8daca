using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>Find's <c>$slice</c>: the part of an array that stays.</summary>
/// <param name="Path">Of the array.</param>
/// <param name="Skip"><see langword="null"/> where only a number of elements is asked for; negative counts from the end.</param>
/// <param name="Limit">With no <paramref name="Skip"/> a negative number asks for the last elements.</param>
internal sealed record ArraySlice(string Path, int? Skip, int Limit)
{
    public static ArraySlice Parse(string path, BsonValue argument)
    {
        if (argument.IsNumeric)
            return new ArraySlice(path, null, Saturated(argument));
        if (argument is not BsonArray array)
            throw new CommandException(31273, "$slice only supports numbers and [skip, limit] arrays");
        if (array.Count != 2)
            throw new CommandException(31272, "$slice array argument should be of form [skip, limit]");
        if (!array[0].IsNumeric)
            throw new CommandException(31257, $"$slice expects the skip argument to be a number, got {BsonTypeName.Of(array[0])}");
        if (!array[1].IsNumeric)
            throw new CommandException(31258, $"$slice expects the limit argument to be a number, got {BsonTypeName.Of(array[1])}");
        var limit = Saturated(array[1]);
        return limit > 0
            ? new ArraySlice(path, Saturated(array[0]), limit)
            : throw new CommandException(31259, $"$slice limit must be positive, got {limit}");
    }

    /// <summary>A document with the array cut; the given one stays as it is.</summary>
    public BsonDocument Apply(BsonDocument document) => (BsonDocument)Cut(document, Path.Split('.'), 0);

    private BsonValue Cut(BsonValue value, string[] names, int depth)
    {
        if (depth == names.Length)
            return value is BsonArray whole ? Part(whole) : value;
        switch (value)
        {
            case BsonDocument document:
                var index = document.IndexOfName(names[depth]);
                if (index < 0)
                    return document;
                var copy = new BsonDocument(allowDuplicateNames: true);
                copy.AddRange(document);
                copy[index] = Cut(document[index], names, depth + 1);
                return copy;
            case BsonArray array:
                return new BsonArray(array.Select(item => item is BsonDocument ? Cut(item, names, depth) : item));
            default:
                return value;
        }
    }

    private BsonArray Part(BsonArray array)
    {
        var count = (long)array.Count;
        long first, length;
        if (Skip is not { } skip)
        {
            length = Math.Min(Math.Abs((long)Limit), count);
            first = Limit < 0 ? count - length : 0;
        }
        else
        {
            first = skip < 0 ? Math.Max(0, count + skip) : Math.Min(skip, count);
            length = Math.Min(Limit, count - first);
        }

        return new BsonArray(array.Skip((int)first).Take((int)length));
    }

    private static int Saturated(BsonValue number) => number switch
    {
        BsonInt32 value => value.Value,
        BsonInt64 value => (int)Math.Clamp(value.Value, int.MinValue, int.MaxValue),
        _ => number.ToDouble() switch
        {
            double.NaN => 0,
            >= int.MaxValue => int.MaxValue,
            <= int.MinValue => int.MinValue,
            var value => (int)value,
        },
    };
}
