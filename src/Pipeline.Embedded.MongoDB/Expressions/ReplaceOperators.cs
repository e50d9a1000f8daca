using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$trim</c>, <c>$ltrim</c>, <c>$rtrim</c>, <c>$replaceOne</c> and <c>$replaceAll</c>.</summary>
internal static class ReplaceOperators
{
    private static readonly NamedOperands s_trim = new("input", "chars") { Required = ["input"], NotDocument = 50696, Unknown = 50694, Missing = 50695 };
    private static readonly NamedOperands s_replace = new("input", "find", "replacement") { Required = ["input", "find", "replacement"], NotDocument = 51751, Unknown = 51750, Missing = 51749 };
    private static readonly char[] s_whitespace = ['\0', ' ', '\t', '\n', '\v', '\f', '\r', '\u00A0', '\u1680', .. Enumerable.Range(0x2000, 11).Select(code => (char)code)];

    public static IReadOnlyList<Operator> All { get; } =
    [
        Operator.Named("$trim", s_trim, (values, _) => Trim("$trim", values, atStart: true, atEnd: true)),
        Operator.Named("$ltrim", s_trim, (values, _) => Trim("$ltrim", values, atStart: true, atEnd: false)),
        Operator.Named("$rtrim", s_trim, (values, _) => Trim("$rtrim", values, atStart: false, atEnd: true)),
        Operator.Named("$replaceOne", s_replace, (values, _) => Replace("$replaceOne", values, everywhere: false)),
        Operator.Named("$replaceAll", s_replace, (values, _) => Replace("$replaceAll", values, everywhere: true)),
    ];

    private static BsonValue Trim(string name, BsonValue?[] values, bool atStart, bool atEnd)
    {
        if (Numbers.IsNullish(values[0]))
            return BsonNull.Value;
        if (values[0] is not BsonString text)
            throw new CommandException(50699, $"{name} requires its input to be a string, got {Texts.Show(values[0])} (of type {BsonTypeName.Of(values[0])}) instead.");
        if (values[1] is BsonNull or BsonUndefined)
            return BsonNull.Value;
        if (values[1] is not (null or BsonString))
            throw new CommandException(50700, $"{name} requires 'chars' to be a string, got {Texts.Show(values[1])} (of type {BsonTypeName.Of(values[1])}) instead.");

        var points = Texts.CodePoints(text.Value);
        var cut = values[1] is BsonString chars ? Texts.CodePoints(chars.Value) : [.. s_whitespace.Select(unit => (int)unit)];
        var (start, end) = (0, points.Length);
        while (atStart && start < end && cut.Contains(points[start]))
            start++;
        while (atEnd && end > start && cut.Contains(points[end - 1]))
            end--;
        return new BsonString(Texts.FromCodePoints(points.AsSpan(start, end - start)));
    }

    private static BsonValue Replace(string name, BsonValue?[] values, bool everywhere)
    {
        var texts = new string?[3];
        for (var index = 0; index < 3; index++)
        {
            texts[index] = values[index] switch
            {
                BsonString text => text.Value,
                _ when Numbers.IsNullish(values[index]) => null,
                _ => throw new CommandException(51746 - index, $"{name} requires that '{s_replace.Names[index]}' be a string, found: {values[index]}"),
            };
        }

        if (texts is not [{ } input, { } find, { } replacement])
            return BsonNull.Value;
        if (find.Length == 0)
            return new BsonString(everywhere ? Intersperse(input, replacement) : replacement + input);
        if (everywhere)
            return new BsonString(input.Replace(find, replacement, StringComparison.Ordinal));
        var at = input.IndexOf(find, StringComparison.Ordinal);
        return new BsonString(at < 0 ? input : string.Concat(input.AsSpan(0, at), replacement, input.AsSpan(at + find.Length)));
    }

    private static string Intersperse(string input, string replacement) =>
        replacement + string.Concat(input.EnumerateRunes().Select(rune => rune + replacement));
}
