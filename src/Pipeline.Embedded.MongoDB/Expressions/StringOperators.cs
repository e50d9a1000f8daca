using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Joining, splitting, measuring, searching and changing the case of strings. Case is ASCII's, as MongoDB's is.</summary>
internal static class StringOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Operator.Nary("$concat", 0, int.MaxValue, Concatenate),
        Operator.Unary("$toLower", value => new BsonString(Map(Texts.Coerce(value), char.ToLowerInvariant))),
        Operator.Unary("$toUpper", value => new BsonString(Map(Texts.Coerce(value), char.ToUpperInvariant))),
        Operator.Binary("$strcasecmp", (left, right) =>
            new BsonInt32(Math.Sign(StringOrder.Compare(Map(Texts.Coerce(left), char.ToUpperInvariant), Map(Texts.Coerce(right), char.ToUpperInvariant))))),
        Operator.Unary("$strLenBytes", value => new BsonInt32(Encoding.UTF8.GetByteCount(Require("$strLenBytes", value, 34473)))),
        Operator.Unary("$strLenCP", value => new BsonInt32(Texts.CountCodePoints(Require("$strLenCP", value, 34471)))),
        Operator.Binary("$split", Split),
        Operator.Nary("$indexOfBytes", 2, 4, IndexOfBytes),
        Operator.Nary("$indexOfCP", 2, 4, IndexOfCodePoints),
        Operator.Nary("$substr", 3, 3, operands => SubstringBytes("$substrBytes", operands)),
        Operator.Nary("$substrBytes", 3, 3, operands => SubstringBytes("$substrBytes", operands)),
        Operator.Nary("$substrCP", 3, 3, SubstringCodePoints),
    ];

    private static string Map(string text, Func<char, char> map) => string.Create(text.Length, (text, map), static (target, source) =>
    {
        for (var index = 0; index < target.Length; index++)
            target[index] = char.IsAscii(source.text[index]) ? source.map(source.text[index]) : source.text[index];
    });

    private static string Require(string name, BsonValue? value, int code) => value is BsonString text
        ? text.Value
        : throw new CommandException(code, $"{name} requires a string argument, found: {BsonTypeName.Of(value)}");

    private static BsonValue Concatenate(BsonValue?[] operands)
    {
        var joined = new StringBuilder();
        foreach (var operand in operands)
        {
            if (Numbers.IsNullish(operand))
                return BsonNull.Value;
            joined.Append(operand is BsonString text ? text.Value : throw new CommandException(16702, $"$concat only supports strings, not {BsonTypeName.Of(operand)}"));
        }

        return new BsonString(joined.ToString());
    }

    private static BsonValue Split(BsonValue? value, BsonValue? separator)
    {
        if (Numbers.IsNullish(value) || Numbers.IsNullish(separator))
            return BsonNull.Value;
        if (value is not BsonString text)
            throw new CommandException(40085, $"$split requires an expression that evaluates to a string as a first argument, found: {BsonTypeName.Of(value)}");
        if (separator is not BsonString mark)
            throw new CommandException(40086, $"$split requires an expression that evaluates to a string as a second argument, found: {BsonTypeName.Of(separator)}");
        return mark.Value.Length > 0
            ? new BsonArray(text.Value.Split(mark.Value, StringSplitOptions.None))
            : throw new CommandException(40087, "$split requires a non-empty separator");
    }

    private static BsonValue IndexOfBytes(BsonValue?[] operands)
    {
        if (!TryReadSearch("$indexOfBytes", operands, 40091, out var text, out var token))
            return BsonNull.Value;
        var bytes = Encoding.UTF8.GetBytes(text);
        return new BsonInt32(IndexOf<byte>("$indexOfBytes", operands, bytes, Encoding.UTF8.GetBytes(token)));
    }

    private static BsonValue IndexOfCodePoints(BsonValue?[] operands) =>
        TryReadSearch("$indexOfCP", operands, 40093, out var text, out var token)
            ? new BsonInt32(IndexOf<int>("$indexOfCP", operands, Texts.CodePoints(text), Texts.CodePoints(token)))
            : BsonNull.Value;

    private static bool TryReadSearch(string name, BsonValue?[] operands, int code, out string text, out string token)
    {
        (text, token) = ("", "");
        if (Numbers.IsNullish(operands[0]))
            return false;
        text = operands[0] is BsonString first
            ? first.Value
            : throw new CommandException(code, $"{name} requires a string as the first argument, found: {BsonTypeName.Of(operands[0])}");
        token = operands[1] is BsonString second
            ? second.Value
            : throw new CommandException(code + 1, $"{name} requires a string as the second argument, found: {BsonTypeName.Of(operands[1])}");
        return true;
    }

    private static int IndexOf<T>(string name, BsonValue?[] operands, ReadOnlySpan<T> text, ReadOnlySpan<T> token)
        where T : IEquatable<T>
    {
        var start = ArrayOperators.Bound(name, operands, 2, "starting", 0);
        var end = Math.Min(text.Length, ArrayOperators.Bound(name, operands, 3, "ending", text.Length));
        if (start > text.Length || end < start)
            return -1;
        var found = text[start..end].IndexOf(token);
        return found < 0 ? -1 : found + start;
    }

    private static BsonString SubstringBytes(string name, BsonValue?[] operands)
    {
        var text = Encoding.UTF8.GetBytes(Texts.Coerce(operands[0]));
        if (!Numbers.IsNumber(operands[1]))
            throw new CommandException(16034, $"{name}:  starting index must be a numeric type (is BSON type {BsonTypeName.Of(operands[1])})");
        if (!Numbers.IsNumber(operands[2]))
            throw new CommandException(16035, $"{name}:  length must be a numeric type (is BSON type {BsonTypeName.Of(operands[2])})");

        var start = (long)Numbers.ToDouble(operands[1]!);
        var length = (long)Numbers.ToDouble(operands[2]!);
        if (start < 0)
            throw new CommandException(50752, $"{name}:  starting index must be non-negative (got: {start})");
        if (start >= text.Length)
            return BsonString.Empty;
        var end = length < 0 ? text.Length : Math.Min(text.Length, start + length);
        if (IsContinuation(text, start))
            throw new CommandException(28656, $"{name}:  Invalid range, starting index is a UTF-8 continuation byte.");
        if (IsContinuation(text, end))
            throw new CommandException(28657, $"{name}:  Invalid range, ending index is in the middle of a UTF-8 character.");
        return new BsonString(Encoding.UTF8.GetString(text, (int)start, (int)(end - start)));
    }

    private static bool IsContinuation(byte[] text, long index) => index < text.Length && (text[index] & 0xC0) == 0x80;

    private static BsonString SubstringCodePoints(BsonValue?[] operands)
    {
        var start = Whole(operands[1], "starting index", 34450);
        var length = Whole(operands[2], "length", 34452);
        if (length < 0)
            throw new CommandException(34454, "$substrCP: length must be a nonnegative integer.");
        if (start < 0)
            throw new CommandException(34455, "$substrCP: the starting index must be nonnegative integer.");
        var points = Texts.CodePoints(Texts.Coerce(operands[0]));
        return start >= points.Length
            ? BsonString.Empty
            : new BsonString(Texts.FromCodePoints(points.AsSpan(start, Math.Min(length, points.Length - start))));
    }

    private static int Whole(BsonValue? value, string which, int code)
    {
        if (!Numbers.IsNumber(value))
            throw new CommandException(code, $"$substrCP: {which} must be a numeric type (is BSON type {BsonTypeName.Of(value)})");
        return Numbers.TryInt(value, out var whole)
            ? whole
            : throw new CommandException(code + 1, $"$substrCP: {which} cannot be represented as a 32-bit integral value: {Texts.Show(value)}");
    }
}
