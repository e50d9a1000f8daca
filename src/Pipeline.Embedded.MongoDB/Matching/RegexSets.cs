using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>PCRE2's named sets of characters, each as the inside of a class. Without its UCP option they are ASCII's.</summary>
internal static class RegexSets
{
    public const string Word = "A-Za-z0-9_";
    public const string VerticalSpace = @"\n\v\f\r\u0085\u2028\u2029";
    private const string HorizontalSpace = @"\t \u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000";
    private const string Space = @"\t\n\v\f\r ";

    private static readonly Dictionary<string, string> PosixClasses = new(StringComparer.Ordinal)
    {
        ["alpha"] = "A-Za-z",
        ["digit"] = "0-9",
        ["alnum"] = "A-Za-z0-9",
        ["upper"] = "A-Z",
        ["lower"] = "a-z",
        ["space"] = Space,
        ["blank"] = @"\t ",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["print"] = @"\x20-\x7E",
        ["graph"] = @"\x21-\x7E",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["xdigit"] = "0-9A-Fa-f",
        ["word"] = Word,
        ["ascii"] = @"\x00-\x7F",
    };

    /// <summary>The set of an escape such as <c>\d</c>; a capital letter stands for all but the set.</summary>
    public static string? OfEscape(char letter, out bool negated)
    {
        negated = char.IsAsciiLetterUpper(letter);
        return letter switch
        {
            'd' or 'D' => "0-9",
            'w' or 'W' => Word,
            's' or 'S' => Space,
            'h' or 'H' => HorizontalSpace,
            'v' or 'V' => VerticalSpace,
            _ => null,
        };
    }

    /// <summary>The set of <c>[:name:]</c> or <c>[:^name:]</c>.</summary>
    public static string OfPosixClass(string name)
    {
        var negated = name.StartsWith('^');
        if (!PosixClasses.TryGetValue(negated ? name[1..] : name, out var set))
            throw RegexScanner.Invalid("unknown POSIX class name");

        return negated ? Complement(set) : set;
    }

    /// <summary>A class within a class can't be negated in .NET, so its complement is spelled out.</summary>
    public static string Complement(string set)
    {
        var matcher = new Regex($"[{set}]", RegexOptions.CultureInvariant);
        var ranges = new StringBuilder();
        var start = -1;
        for (var unit = 0; unit <= char.MaxValue + 1; unit++)
        {
            var inside = unit <= char.MaxValue && !matcher.IsMatch(((char)unit).ToString());
            if (inside && start < 0)
            {
                start = unit;
            }
            else if (!inside && start >= 0)
            {
                ranges.Append(CultureInfo.InvariantCulture, $@"\u{start:X4}-\u{unit - 1:X4}");
                start = -1;
            }
        }

        return ranges.ToString();
    }
}
