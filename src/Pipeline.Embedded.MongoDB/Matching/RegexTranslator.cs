namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>
/// Rewrites what PCRE2 and .NET write or mean differently. <c>\d</c>, <c>\w</c>, <c>\s</c> and <c>\b</c> are ASCII's in MongoDB. What .NET
/// cannot express (recursion, branch reset, verbs) is refused. Source: https://www.pcre.org/current/doc/html/pcre2pattern.html.
/// </summary>
internal sealed class RegexTranslator(string pattern, bool extended)
{
    /// <summary>A boundary has a word character on exactly one side.</summary>
    private const string Boundary = $"(?:(?<=[{RegexSets.Word}])(?![{RegexSets.Word}])|(?<![{RegexSets.Word}])(?=[{RegexSets.Word}]))";
    private const string NoBoundary = $"(?:(?<=[{RegexSets.Word}])(?=[{RegexSets.Word}])|(?<![{RegexSets.Word}])(?![{RegexSets.Word}]))";
    private const string LineBreak = $@"(?>\r\n|[{RegexSets.VerticalSpace}])";

    /// <summary>One character even if .NET has it as two.</summary>
    private const string AnyCharacter = @"(?>[\uD800-\uDBFF][\uDC00-\uDFFF]|.)";

    private readonly RegexScanner _scanner = new(pattern);
    private readonly Stack<int> _groups = [];

    /// <summary>Where in the output the last thing starts that a quantifier would apply to; -1 if there is none.</summary>
    private int _atom = -1;

    public string Translate()
    {
        while (!_scanner.IsAtEnd)
            TranslateNext();
        return _scanner.Output.ToString();
    }

    private void TranslateNext()
    {
        var next = _scanner.Current;
        switch (next)
        {
            case '\\' when _scanner.Next != '\0':
                Escape();
                break;
            case '[':
                _atom = _scanner.Output.Length;
                new RegexClass(_scanner).Translate();
                break;
            case '.' when _scanner.Next is not ('*' or '+'):
                Replace(1, AnyCharacter);
                break;
            case var _ when char.IsHighSurrogate(next) && char.IsLowSurrogate(_scanner.Next):
                Replace(2, RegexCharacters.Pair(pattern.Substring(_scanner.At, 2)));
                break;
            case '(':
                Group();
                break;
            case ')':
                _atom = _groups.Count > 0 ? _groups.Pop() : -1;
                _scanner.Copy();
                break;
            case '*' or '+' or '?':
                Quantifier(1);
                break;
            case '{' when QuantifierLength() is > 0 and var length:
                Quantifier(length);
                break;
            case '{':
                Replace(1, @"\{");
                break;
            case '#' when extended:
                if (_scanner.ReadTo('\n') is null)
                    _scanner.At = pattern.Length;
                break;
            case '|':
                _atom = -1;
                _scanner.Copy();
                break;
            default:
                if (!extended || !char.IsWhiteSpace(next))
                    _atom = _scanner.Output.Length;
                _scanner.Copy();
                break;
        }
    }

    private void Replace(int length, string replacement)
    {
        _scanner.At += length;
        Append(replacement);
    }

    private void Append(string atom)
    {
        _atom = _scanner.Output.Length;
        _scanner.Output.Append(atom);
    }

    /// <summary>A possessive quantifier is an atomic group in .NET.</summary>
    private void Quantifier(int length)
    {
        _scanner.Output.Append(pattern, _scanner.At, length);
        _scanner.At += length;
        if (_scanner.IsAtEnd)
            return;

        if (_scanner.Current == '?')
        {
            _scanner.Copy();
        }
        else if (_scanner.Current == '+' && _atom >= 0)
        {
            _scanner.At++;
            _scanner.Output.Insert(_atom, "(?>").Append(')');
        }
    }

    private int QuantifierLength()
    {
        var end = pattern.IndexOf('}', _scanner.At);
        if (end < 0)
            return 0;

        var bounds = pattern[(_scanner.At + 1)..end].Split(',');
        var isQuantifier = bounds.Length is 1 or 2
            && bounds[0].Length > 0
            && bounds.All(bound => !bound.AsSpan().ContainsAnyExceptInRange('0', '9'));
        return isQuantifier ? end - _scanner.At + 1 : 0;
    }

    private void Group()
    {
        if (_scanner.Follows("(?#"))
        {
            if (_scanner.ReadTo(')') is null)
                throw RegexScanner.Invalid("missing ) after (?# comment");
        }
        else if (_scanner.Follows("(?P="))
        {
            _scanner.At += 4;
            Append($@"\k<{_scanner.ReadTo(')') ?? throw RegexScanner.Invalid("missing closing parenthesis")}>");
        }
        else
        {
            RefuseUnknownGroup();
            _groups.Push(_scanner.Output.Length);
            _atom = -1;
            if (_scanner.Follows("(?P<"))
            {
                _scanner.Output.Append("(?<");
                _scanner.At += 4;
            }
            else
            {
                _scanner.Copy();
            }
        }
    }

    /// <summary>Verbs, branch reset, recursion and callouts.</summary>
    private void RefuseUnknownGroup()
    {
        if (_scanner.Follows("(*"))
            throw RegexScanner.Unsupported(pattern[_scanner.At..(Math.Max(_scanner.At, pattern.IndexOf(')', _scanner.At)) + 1)]);

        if (!_scanner.Follows("(?") || _scanner.At + 2 >= pattern.Length)
            return;

        var kind = pattern[_scanner.At + 2];
        if (kind is '|' or 'R' or '&' or 'C' or '+' || char.IsAsciiDigit(kind) || _scanner.Follows("(?P>"))
            throw RegexScanner.Unsupported(pattern.Substring(_scanner.At, 3));
    }

    private void Escape()
    {
        var letter = _scanner.Next;
        switch (letter)
        {
            case 'Q':
                foreach (var character in RegexCharacters.Quoted(_scanner))
                    Append(character);
                break;
            case 'E':
                _scanner.At += 2;
                break;
            case 'b' or 'B':
                Replace(2, letter == 'b' ? Boundary : NoBoundary);
                break;
            case 'R':
                Replace(2, LineBreak);
                break;
            case 'N':
                Replace(2, @"[^\n]");
                break;
            case 'X' or 'K' or 'C':
                throw RegexScanner.Unsupported($@"\{letter}");
            case 'g' or 'k':
                BackReference(letter);
                break;
            default:
                if (RegexSets.OfEscape(letter, out var negated) is { } set)
                    Replace(2, negated ? $"[^{set}]" : $"[{set}]");
                else
                    Append(RegexCharacters.Read(_scanner, inClass: false));
                break;
        }
    }

    /// <summary><c>\g1</c>, <c>\g{1}</c>, <c>\g{name}</c>, <c>\k{name}</c>, <c>\k'name'</c>, <c>\k&lt;name&gt;</c>.</summary>
    private void BackReference(char letter)
    {
        _scanner.At += 2;
        var open = _scanner.IsAtEnd ? '\0' : _scanner.Current;
        var close = open switch { '{' => '}', '<' => '>', '\'' => '\'', _ => '\0' };
        string name;
        if (close == '\0')
        {
            var start = _scanner.At;
            while (!_scanner.IsAtEnd && char.IsAsciiDigit(_scanner.Current))
                _scanner.At++;
            name = pattern[start.._scanner.At];
        }
        else
        {
            // With the other brackets it is a call, as of a subroutine.
            if (letter == 'g' && close != '}')
                throw RegexScanner.Unsupported($@"\g{open}");

            _scanner.At++;
            name = _scanner.ReadTo(close) ?? throw RegexScanner.Invalid($@"\{letter} is not followed by a name");
        }

        if (name.Length == 0 || name[0] is '-' or '+')
            throw RegexScanner.Unsupported($@"\{letter}{open}{name}");

        Append($@"\k<{name}>");
    }
}
