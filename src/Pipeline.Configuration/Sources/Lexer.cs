using System.Text;

namespace Pipeline.Configuration.Sources;

/// <summary>
/// Cuts C# into names, literal texts and signs, without comments. It knows every kind of literal text (verbatim, raw, interpolated with code in its holes), so that
/// neither a comment nor a text is taken for code. What a preprocessor leaves out is read too.
/// </summary>
internal sealed class Lexer
{
    private readonly string text;
    private readonly List<Token> tokens = [];
    private int at;
    private int line = 1;

    private Lexer(string text) => this.text = text;

    public static IReadOnlyList<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        lexer.Code(closing: 0);
        return lexer.tokens;
    }

    /// <summary>Code to the end, or of an interpolation's hole to its closing braces.</summary>
    private void Code(int closing)
    {
        var depth = 0;
        while (at < text.Length)
        {
            var letter = text[at];
            if (closing > 0 && letter == '}' && depth == 0)
            {
                at += Math.Min(closing, text.Length - at);
                return;
            }

            if (letter == '\n' || char.IsWhiteSpace(letter))
                Skip();
            else if (Follows("//"))
                SkipTo("\n");
            else if (Follows("/*"))
                SkipTo("*/");
            else if (BeginsText())
                Text();
            else if (letter == '\'')
                Character();
            else if (char.IsLetterOrDigit(letter) || letter is '_' or '@')
                Name();
            else
                depth += Sign(letter);
        }
    }

    private int Sign(char letter)
    {
        tokens.Add(new(TokenKind.Sign, letter.ToString(), line));
        at++;
        return letter switch { '{' or '(' or '[' => 1, '}' or ')' or ']' => -1, _ => 0 };
    }

    private void Name()
    {
        var start = at++;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
            at++;
        tokens.Add(new(TokenKind.Name, text[start..at].TrimStart('@'), line));
    }

    private void Character()
    {
        at++;
        while (at < text.Length && text[at] != '\'' && text[at] != '\n')
            at += text[at] == '\\' ? 2 : 1;
        at++;
    }

    private bool BeginsText()
    {
        var start = at;
        while (start < text.Length && text[start] is '$' or '@')
            start++;
        return start < text.Length && text[start] == '"';
    }

    private void Text()
    {
        var (dollars, isVerbatim, first) = (0, false, line);
        for (; text[at] is '$' or '@'; at++)
        {
            dollars += text[at] == '$' ? 1 : 0;
            isVerbatim |= text[at] == '@';
        }

        var quotes = 0;
        while (at + quotes < text.Length && text[at + quotes] == '"')
            quotes++;
        // Two are an empty text; three and more begin a raw one.
        var isRaw = quotes > 2 && !isVerbatim;
        var mark = new string('"', isRaw ? quotes : 1);
        at += mark.Length;
        var value = new StringBuilder();
        var hasHoles = false;
        // A doubled quote doesn't end a verbatim text.
        while (at < text.Length && (!Follows(mark) || (isVerbatim && Follows("\"\""))))
        {
            if (isVerbatim && Follows("\"\""))
                Take(value, 2, 1);
            else if (!isVerbatim && !isRaw && text[at] == '\\')
                Take(value, 2, 2);
            else if (dollars > 0 && text[at] == '{')
                hasHoles |= Braces(value, isRaw ? dollars : 1, isRaw);
            else
                Take(value, 1, 1);
        }

        at += mark.Length;
        tokens.Add(new(TokenKind.Text, hasHoles ? null : value.ToString(), first));
    }

    /// <summary>Braces in an interpolated text: a hole, or braces that are meant so.</summary>
    private bool Braces(StringBuilder value, int needed, bool isRaw)
    {
        var count = 0;
        while (at + count < text.Length && text[at + count] == '{')
            count++;
        if (count < needed || (!isRaw && count % 2 == 0))
        {
            Take(value, count, isRaw ? count : count / 2);
            return false;
        }

        at += count;
        Code(needed);
        return true;
    }

    private void Take(StringBuilder value, int length, int kept)
    {
        length = Math.Min(length, text.Length - at);
        line += text.AsSpan(at, length).Count('\n');
        value.Append(text, at, Math.Min(kept, length));
        at += length;
    }

    private bool Follows(string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private void SkipTo(string what)
    {
        var end = text.IndexOf(what, at + 1, StringComparison.Ordinal);
        end = end < 0 ? text.Length : end + what.Length;
        while (at < end)
            Skip();
    }

    private void Skip()
    {
        if (text[at++] == '\n')
            line++;
    }
}
