using System.Globalization;
using System.Text;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>
/// Rewrites what PCRE2 and .NET write or mean differently. <c>\d</c>, <c>\w</c>, <c>\s</c> and <c>\b</c> are ASCII's in MongoDB. What .NET
/// cannot express (recursion, branch reset, verbs) is refused. Source: https://www.pcre.org/current/doc/html/pcre2pattern.html.
/// </summary>
internal sealed class RegexTranslator(string pattern, bool extended)
{
    private const string Word = "A-Za-z0-9_";
    private const string Space = @"\t\n\v\f\r ";
    private const string HorizontalSpace = @"\t \u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000";
    private const string VerticalSpace = @"\n\v\f\r\u0085\u2028\u2029";

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

    private readonly StringBuilder _output = new();
    private readonly Stack<int> _groups = [];
    private int _at;

    /// <summary>Where in the output the last thing starts that a quantifier would apply to; -1 if there is none.</summary>
    private int _atom = -1;

    public string Translate()
    {
        while (_at < pattern.Length)
        {
            var next = pattern[_at];
            switch (next)
            {
                case '\\':
                    Escape();
                    break;
                case '[':
                    _atom = _output.Length;
                    Class();
                    break;
                case '(':
                    Group();
                    break;
                case ')':
                    _atom = _groups.Count > 0 ? _groups.Pop() : -1;
                    Copy();
                    break;
                case '*' or '+' or '?':
                    _at++;
                    Quantifier(next.ToString());
                    break;
                case '{' when QuantifierLength() is > 0 and var length:
                    _at += length;
                    Quantifier(pattern.Substring(_at - length, length));
                    break;
                case '{':
                    _at++;
                    Atom(@"\{");
                    break;
                case '#' when extended:
                    Comment();
                    break;
                case '|':
                    _atom = -1;
                    Copy();
                    break;
                default:
                    if (!extended || !char.IsWhiteSpace(next))
                        _atom = _output.Length;
                    Copy();
                    break;
            }
        }

        return _output.ToString();
    }

    private void Copy() => _output.Append(pattern[_at++]);

    private void Atom(string text)
    {
        _atom = _output.Length;
        _output.Append(text);
    }

    /// <summary>A possessive quantifier is an atomic group in .NET.</summary>
    private void Quantifier(string quantifier)
    {
        _output.Append(quantifier);
        if (_at < pattern.Length && pattern[_at] == '?')
        {
            Copy();
        }
        else if (_at < pattern.Length && pattern[_at] == '+' && _atom >= 0)
        {
            _at++;
            _output.Insert(_atom, "(?>").Append(')');
        }
    }

    private int QuantifierLength()
    {
        var end = pattern.IndexOf('}', _at);
        if (end < 0)
            return 0;

        var bounds = pattern[(_at + 1)..end].Split(',');
        var valid = bounds.Length is 1 or 2
            && bounds[0].Length > 0
            && bounds.All(bound => !bound.AsSpan().ContainsAnyExceptInRange('0', '9'));
        return valid ? end - _at + 1 : 0;
    }

    private void Comment()
    {
        var end = pattern.IndexOf('\n', _at);
        var stop = end < 0 ? pattern.Length : end + 1;
        _output.Append('\n');
        _at = stop;
    }

    private void Group()
    {
        if (Follows("(*"))
            throw Unsupported(pattern[_at..(Math.Max(_at, pattern.IndexOf(')', _at)) + 1)]);

        if (Follows("(?#"))
        {
            var end = pattern.IndexOf(')', _at);
            _at = end < 0 ? pattern.Length : end + 1;
            return;
        }

        _groups.Push(_output.Length);
        _atom = -1;
        if (Follows("(?P<"))
        {
            _output.Append("(?<");
            _at += 4;
        }
        else if (Follows("(?P=") && pattern.IndexOf(')', _at) is > 0 and var end)
        {
            _groups.Pop();
            Atom($@"\k<{pattern[(_at + 4)..end]}>");
            _at = end + 1;
        }
        else if (Follows("(?|") || Follows("(?R") || Follows("(?&") || Follows("(?P>") || Follows("(?C")
            || (Follows("(?") && _at + 2 < pattern.Length && (char.IsAsciiDigit(pattern[_at + 2]) || pattern[_at + 2] == '+')))
        {
            throw Unsupported(pattern.Substring(_at, 3));
        }
        else
        {
            Copy();
        }
    }

    private bool Follows(string text) => string.CompareOrdinal(pattern, _at, text, 0, text.Length) == 0;

    private void Escape()
    {
        if (_at + 1 == pattern.Length)
        {
            Copy();
            return;
        }

        var letter = pattern[_at + 1];
        switch (letter)
        {
            case 'Q':
                Quoted();
                return;
            case 'E':
                _at += 2;
                return;
            case 'b' or 'B':
                _at += 2;
                // A boundary has a word character on exactly one side.
                Atom(letter == 'b'
                    ? $"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))"
                    : $"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))");
                return;
            case 'R':
                _at += 2;
                Atom($@"(?>\r\n|[{VerticalSpace}])");
                return;
            case 'N':
                _at += 2;
                Atom(@"[^\n]");
                return;
            case 'X' or 'K' or 'C':
                throw Unsupported($@"\{letter}");
            case 'g' or 'k':
                BackReference(letter);
                return;
        }

        _atom = _output.Length;
        var set = ClassEscape(letter, out var negated);
        if (set is not null)
        {
            _at += 2;
            _output.Append(negated ? "[^" : "[").Append(set).Append(']');
            return;
        }

        _output.Append(Character(inClass: false));
    }

    /// <summary>The characters of an escape that stands for a set, as the inside of a class.</summary>
    private static string? ClassEscape(char letter, out bool negated)
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

    /// <summary>An escape for one character, or a Unicode property.</summary>
    private string Character(bool inClass)
    {
        var letter = pattern[_at + 1];
        _at += 2;
        if (letter is 'p' or 'P')
            return Property(letter);

        if (letter is 'x' or 'o' && _at < pattern.Length && pattern[_at] == '{')
            return Braced(letter == 'x' ? NumberStyles.HexNumber : NumberStyles.None, letter);

        if (letter == 'x')
        {
            var digits = 0;
            while (digits < 2 && _at + digits < pattern.Length && char.IsAsciiHexDigit(pattern[_at + digits]))
                digits++;
            var hex = pattern.Substring(_at, digits).PadLeft(4, '0');
            _at += digits;
            return $@"\u{hex}";
        }

        if (letter == 'b' && inClass)
            return @"\x08";

        // Any other character stands for itself; .NET refuses some such escapes, PCRE2 does not for punctuation and non-ASCII.
        return char.IsAsciiLetterOrDigit(letter) ? $@"\{letter}" : Literal(letter);
    }

    private static string Literal(char character) =>
        character < 128 && !char.IsAsciiLetterOrDigit(character) && character != '_' ? $@"\x{(int)character:X2}" : character.ToString();

    private string Braced(NumberStyles style, char letter)
    {
        var end = pattern.IndexOf('}', _at);
        var digits = end < 0 ? "" : pattern[(_at + 1)..end];
        if (digits.Length == 0 || digits.Any(digit => style == NumberStyles.HexNumber ? !char.IsAsciiHexDigit(digit) : digit is < '0' or > '7') || digits.Length > 8)
            throw Invalid(@$"missing terminating }} or invalid digits after \{letter}");

        var code = Convert.ToInt32(digits, style == NumberStyles.HexNumber ? 16 : 8);
        _at = end + 1;
        if (!Rune.IsValid(code))
            throw Invalid("character code point value in \\x{} or \\o{} is too large");

        return string.Concat(new Rune(code).ToString().Select(unit => $@"\u{(int)unit:X4}"));
    }

    private string Property(char letter)
    {
        if (_at >= pattern.Length)
            throw Invalid(@"malformed \P or \p sequence");

        string name;
        if (pattern[_at] == '{')
        {
            var end = pattern.IndexOf('}', _at);
            if (end < 0)
                throw Invalid(@"malformed \P or \p sequence");

            name = pattern[(_at + 1)..end];
            _at = end + 1;
        }
        else
        {
            name = pattern[_at++].ToString();
        }

        if (name.StartsWith('^'))
        {
            name = name[1..];
            letter = letter == 'p' ? 'P' : 'p';
        }

        // One or two letters are a general category, which both know; a longer name is a script, which .NET knows nothing of.
        return name switch
        {
            "Any" => letter == 'p' ? @"\s\S" : throw Unsupported(@"\P{Any}"),
            "L&" => letter == 'p' ? @"\p{Lu}\p{Ll}\p{Lt}" : throw Unsupported(@"\P{L&}"),
            { Length: 1 or 2 } => $@"\{letter}{{{name}}}",
            _ => throw Unsupported($@"\{letter}{{{name}}}"),
        };
    }

    private void Quoted()
    {
        var start = _at + 2;
        var end = pattern.IndexOf(@"\E", start, StringComparison.Ordinal);
        var text = end < 0 ? pattern[start..] : pattern[start..end];
        foreach (var character in text)
            Atom(Literal(character));
        _at = end < 0 ? pattern.Length : end + 2;
    }

    /// <summary><c>\g1</c>, <c>\g{1}</c>, <c>\g{-1}</c>, <c>\g{name}</c>, <c>\k{name}</c>, <c>\k'name'</c>, <c>\k&lt;name&gt;</c>.</summary>
    private void BackReference(char letter)
    {
        _at += 2;
        var open = _at < pattern.Length ? pattern[_at] : '\0';
        var close = open switch { '{' => '}', '<' => '>', '\'' => '\'', _ => '\0' };
        string name;
        if (close != '\0')
        {
            if (letter == 'g' && close != '}')
                throw Unsupported($@"\g{open}");

            var end = pattern.IndexOf(close, _at + 1);
            if (end < 0)
                throw Invalid(@$"\{letter} is not followed by a name");

            name = pattern[(_at + 1)..end];
            _at = end + 1;
        }
        else
        {
            var start = _at;
            while (_at < pattern.Length && char.IsAsciiDigit(pattern[_at]))
                _at++;
            name = pattern[start.._at];
        }

        if (name.Length == 0 || name[0] is '-' or '+')
            throw Unsupported($@"\{letter}{open}{name}");

        Atom($@"\k<{name}>");
    }

    private void Class()
    {
        var start = _at++;
        _output.Append('[');
        if (_at < pattern.Length && pattern[_at] == '^')
            Copy();

        var first = true;
        while (_at < pattern.Length && (first || pattern[_at] != ']'))
        {
            ClassMember();
            first = false;
        }

        if (_at == pattern.Length)
            throw Invalid($"missing terminating ] for character class at offset {start}");

        Copy();
    }

    private void ClassMember()
    {
        var next = pattern[_at];
        if (next == '[' && _at + 1 < pattern.Length && pattern[_at + 1] is ':' && pattern.IndexOf(":]", _at, StringComparison.Ordinal) is > 0 and var end)
        {
            PosixClass(pattern[(_at + 2)..end]);
            _at = end + 2;
        }
        else if (next is '[' or ']')
        {
            // Unescaped, it could be .NET's class subtraction.
            _output.Append('\\').Append(next);
            _at++;
        }
        else if (next == '\\' && _at + 1 < pattern.Length)
        {
            ClassEscapeMember();
        }
        else
        {
            Copy();
        }
    }

    private void ClassEscapeMember()
    {
        var letter = pattern[_at + 1];
        if (letter is 'Q' or 'E')
        {
            if (letter == 'Q')
                Quoted();
            else
                _at += 2;
            return;
        }

        var set = ClassEscape(letter, out var negated);
        if (set is null)
        {
            _output.Append(Character(inClass: true));
            return;
        }

        _at += 2;
        _output.Append(negated ? Complement(set) : set);
    }

    private void PosixClass(string name)
    {
        var negated = name.StartsWith('^');
        if (!PosixClasses.TryGetValue(negated ? name[1..] : name, out var set))
            throw Invalid("unknown POSIX class name");

        _output.Append(negated ? Complement(set) : set);
    }

    /// <summary>A class within a class can't be negated in .NET, so its complement is spelled out.</summary>
    private static string Complement(string set)
    {
        var matcher = new System.Text.RegularExpressions.Regex($"[{set}]", System.Text.RegularExpressions.RegexOptions.CultureInvariant);
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

    private static CommandException Invalid(string reason) => new(51091, $"Regular expression is invalid: {reason}");

    private static CommandException Unsupported(string construct) =>
        new(ServerError.NotImplemented, $"The embedded server doesn't support '{construct}' in a regular expression.");
}
