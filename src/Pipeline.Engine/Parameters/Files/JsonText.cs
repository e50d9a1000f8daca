using System.Globalization;
using System.Text;

namespace Pipeline.Engine.Parameters.Files;

/// <summary>
/// Reads JSON (RFC 8259) with positions; comments and trailing commas are allowed, as editors allow them in settings.
/// A reader of our own, because loading System.Text.Json costs every start of a build a third of its parameter time, and it doesn't keep positions.
/// </summary>
internal sealed class JsonText
{
    // As deep as System.Text.Json goes.
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonText(string text)
    {
        _text = text;
    }

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="JsonSyntaxException">It isn't JSON.</exception>
    public static JsonValue Read(string text)
    {
        var reader = new JsonText(text);
        reader.SkipSpace();
        var value = reader.Value();
        reader.SkipSpace();
        if (reader._at < text.Length)
            throw reader.Wrong($"{reader.Found()} after the end of the value");
        return value;
    }

    /// <summary>Line and column of an offset, both from 1.</summary>
    public static (int Line, int Column) Position(string text, int offset)
    {
        var line = 1;
        var start = 0;
        for (var i = 0; i < offset && i < text.Length; i++)
        {
            if (text[i] != '\n')
                continue;
            line++;
            start = i + 1;
        }

        return (line, offset - start + 1);
    }

    private JsonValue Value()
    {
        if (_at >= _text.Length)
            throw Wrong("the text ends where a value must stand");
        switch (_text[_at])
        {
            case '{': return Object();
            case '[': return List();
            case '"':
                var start = _at;
                var text = String();
                return new JsonValue(JsonKind.String, start) { Text = text, End = _at };
            default: return Literal();
        }
    }

    private JsonValue Object()
    {
        var value = new JsonValue(JsonKind.Object, _at);
        Enter();
        while (!Closes('}'))
        {
            var start = _at;
            if (_text[_at] != '"')
                throw Wrong($"{Found()} where a name in double quotes must stand");
            var name = String();
            SkipSpace();
            if (_at >= _text.Length || _text[_at] != ':')
                throw Wrong($"{Found()} where ':' must stand after \"{name}\"");
            _at++;
            SkipSpace();
            value.Members.Add(new JsonMember(name, start, Value()));
            Separate('}');
        }

        value.End = _at;
        return value;
    }

    private JsonValue List()
    {
        var value = new JsonValue(JsonKind.List, _at);
        Enter();
        while (!Closes(']'))
        {
            value.Items.Add(Value());
            Separate(']');
        }

        value.End = _at;
        return value;
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
            throw Wrong($"more than {MaxDepth} objects and lists in each other");
        _at++;
        SkipSpace();
    }

    private bool Closes(char closing)
    {
        if (_at >= _text.Length)
            throw Wrong($"the text ends where '{closing}' must stand");
        if (_text[_at] != closing)
            return false;
        _at++;
        _depth--;
        return true;
    }

    private void Separate(char closing)
    {
        SkipSpace();
        if (_at < _text.Length && _text[_at] == ',')
        {
            _at++;
            SkipSpace();
        }
        else if (_at >= _text.Length || _text[_at] != closing)
            throw Wrong($"{Found()} where ',' or '{closing}' must stand");
    }

    private string String()
    {
        var start = ++_at;
        StringBuilder? unescaped = null;
        while (true)
        {
            if (_at >= _text.Length)
                throw Wrong("the text ends inside of a string");
            var letter = _text[_at];
            if (letter == '"')
                break;
            if (letter < ' ')
                throw Wrong(letter is '\r' or '\n' ? "a string has no closing quote on its line" : "a control character in a string; write it as \\u and four digits");
            if (letter == '\\')
            {
                unescaped ??= new StringBuilder();
                unescaped.Append(_text, start, _at - start).Append(Escaped());
                start = _at;
            }
            else
                _at++;
        }

        var rest = _text.Substring(start, _at++ - start);
        return unescaped is null ? rest : unescaped.Append(rest).ToString();
    }

    private char Escaped()
    {
        _at++;
        var letter = _at < _text.Length ? _text[_at++] : '\0';
        switch (letter)
        {
            case '"' or '\\' or '/': return letter;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                _at -= letter == '\0' ? 1 : 2;
                throw Wrong("an unknown escape; a backslash is written \\\\");
        }
    }

    private JsonValue Literal()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '+' or '-' or '.'))
            _at++;
        var word = _text[start.._at];
        var kind = word switch
        {
            "null" => JsonKind.Null,
            "true" or "false" => JsonKind.Boolean,
            _ => IsNumber(word) ? JsonKind.Number : (JsonKind?)null,
        };
        if (kind is null)
        {
            _at = start;
            throw Wrong(word.Length == 0 ? $"{Found()} where a value must stand" : $"'{word}' is no value; text stands in double quotes");
        }

        return new JsonValue(kind.Value, start) { Text = kind == JsonKind.Null ? "" : word, End = _at };
    }

    private static bool IsNumber(string word)
    {
        var digits = word.StartsWith('-') ? 1 : 0;
        return digits < word.Length && char.IsAsciiDigit(word[digits]) && char.IsAsciiDigit(word[^1])
            && !(word[digits] == '0' && digits + 1 < word.Length && char.IsAsciiDigit(word[digits + 1]))
            && !word.Contains(".e", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
    }

    private void SkipSpace()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] is ' ' or '\t' or '\r' or '\n')
                _at++;
            else if (_text[_at] == '/' && _at + 1 < _text.Length && (_text[_at + 1] is '/' or '*'))
                SkipComment();
            else
                return;
        }
    }

    private void SkipComment()
    {
        var closing = _text[_at + 1] == '/' ? "\n" : "*/";
        var end = _text.IndexOf(closing, _at + 2, StringComparison.Ordinal);
        if (end < 0 && closing == "*/")
            throw Wrong("a comment has no end: */");
        _at = end < 0 ? _text.Length : end + closing.Length;
    }

    private string Found() => _at < _text.Length ? $"'{_text[_at]}'" : "the end of the text";

    private JsonSyntaxException Wrong(string reason) => new(reason, _at);
}
