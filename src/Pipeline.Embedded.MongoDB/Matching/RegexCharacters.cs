using System.Globalization;
using System.Text;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>Escapes for one character, and Unicode properties, which are written alike within a class and outside.</summary>
internal static class RegexCharacters
{
    /// <summary>Reads the escape that the scanner is at.</summary>
    public static string Read(RegexScanner scanner, bool inClass)
    {
        var letter = scanner.Next;
        scanner.At += 2;
        return letter switch
        {
            'p' or 'P' => Property(scanner, letter),
            'x' or 'o' when !scanner.IsAtEnd && scanner.Current == '{' => Braced(scanner, letter, inClass),
            'x' => Hexadecimal(scanner),
            'b' when inClass => @"\x08",
            // Any other character stands for itself; .NET refuses some such escapes, PCRE2 does not for punctuation and non-ASCII.
            _ => char.IsAsciiLetterOrDigit(letter) ? $@"\{letter}" : Literal(letter),
        };
    }

    public static string Literal(char character) =>
        character < 128 && !char.IsAsciiLetterOrDigit(character) && character != '_' ? $@"\x{(int)character:X2}" : character.ToString();

    /// <summary>A character beyond U+FFFF, which is two of .NET's, as one thing to be quantified.</summary>
    public static string Pair(string units) => $"(?:{units})";

    /// <summary>.NET has no such characters in classes.</summary>
    public static CommandException BeyondClass => RegexScanner.Unsupported("a character beyond U+FFFF in a class");

    /// <summary>The characters of <c>\Q…\E</c>, or to the end.</summary>
    public static IEnumerable<string> Quoted(RegexScanner scanner)
    {
        var start = scanner.At + 2;
        var end = scanner.Pattern.IndexOf(@"\E", start, StringComparison.Ordinal);
        var text = end < 0 ? scanner.Pattern[start..] : scanner.Pattern[start..end];
        scanner.At = end < 0 ? scanner.Pattern.Length : end + 2;
        return text.Select(Literal);
    }

    private static string Hexadecimal(RegexScanner scanner)
    {
        var start = scanner.At;
        while (scanner.At < start + 2 && !scanner.IsAtEnd && char.IsAsciiHexDigit(scanner.Current))
            scanner.At++;
        return $@"\u{scanner.Pattern[start..scanner.At].PadLeft(4, '0')}";
    }

    private static string Braced(RegexScanner scanner, char letter, bool inClass)
    {
        scanner.At++;
        var digits = scanner.ReadTo('}');
        var isValid = digits is { Length: > 0 and <= 8 }
            && digits.All(digit => letter == 'x' ? char.IsAsciiHexDigit(digit) : digit is >= '0' and <= '7');
        if (!isValid)
            throw RegexScanner.Invalid($@"missing terminating }} or invalid digits after \{letter}");

        var code = Convert.ToInt64(digits, letter == 'x' ? 16 : 8);
        if (code > int.MaxValue || !Rune.IsValid((int)code))
            throw RegexScanner.Invalid(@"character code point value in \x{} or \o{} is too large");

        if (code <= char.MaxValue)
            return $@"\u{code:X4}";

        return inClass ? throw BeyondClass : Pair(char.ConvertFromUtf32((int)code));
    }

    private static string Property(RegexScanner scanner, char letter)
    {
        if (scanner.IsAtEnd)
            throw RegexScanner.Invalid(@"malformed \P or \p sequence");

        var name = scanner.Pattern[scanner.At++].ToString(CultureInfo.InvariantCulture);
        if (name == "{")
            name = scanner.ReadTo('}') ?? throw RegexScanner.Invalid(@"malformed \P or \p sequence");

        if (name.StartsWith('^'))
        {
            name = name[1..];
            letter = letter == 'p' ? 'P' : 'p';
        }

        // One or two letters are a general category, which both know; a longer name is a script, which .NET knows nothing of.
        return name.Length is 1 or 2 && name.All(char.IsAsciiLetter)
            ? $@"\{letter}{{{name}}}"
            : throw RegexScanner.Unsupported($@"\{letter}{{{name}}}");
    }
}
