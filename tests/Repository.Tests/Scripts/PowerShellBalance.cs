namespace Repository.Tests.Scripts;

/// <summary>Whether brackets and quotes of a PowerShell script are balanced: the mistakes that can be found without PowerShell.</summary>
internal static class PowerShellBalance
{
    /// <summary>The first mistake, or null.</summary>
    public static string? Mistake(string script)
    {
        var open = new Stack<(char Bracket, int Line)>();
        var line = 1;
        for (var i = 0; i < script.Length; i++)
        {
            switch (script[i])
            {
                case '\n':
                    line++;
                    break;
                case '`':
                    i++;
                    break;
                case '#' when i == 0 || char.IsWhiteSpace(script[i - 1]) || script[i - 1] is ';' or '{' or '(':
                    i = script.IndexOf('\n', i) - 1;
                    if (i < 0)
                        i = script.Length;
                    break;
                case '\'' or '"':
                    var end = EndOfText(script, i);
                    if (end < 0)
                        return $"line {line}: a {script[i]} is never closed";
                    line += script.AsSpan(i, end - i).Count('\n');
                    i = end;
                    break;
                case '(' or '[' or '{':
                    open.Push((script[i], line));
                    break;
                case ')' or ']' or '}' when open.Count == 0 || Closing(open.Peek().Bracket) != script[i]:
                    return open.Count == 0 ? $"line {line}: {script[i]} closes nothing" : $"line {line}: {script[i]} closes the {open.Peek().Bracket} of line {open.Peek().Line}";
                case ')' or ']' or '}':
                    open.Pop();
                    break;
            }
        }

        return open.Count == 0 ? null : $"line {open.Peek().Line}: a {open.Peek().Bracket} is never closed";
    }

    // In double quotes a subexpression $(…) has quotes and brackets of its own.
    private static int EndOfText(string script, int start)
    {
        var quote = script[start];
        for (var i = start + 1; i < script.Length; i++)
        {
            if (script[i] == quote)
                return i;
            if (quote == '\'')
                continue;
            if (script[i] == '`')
                i++;
            else if (script[i] == '$' && i + 1 < script.Length && script[i + 1] == '(' && (i = EndOfExpression(script, i + 1)) < 0)
                return -1;
        }

        return -1;
    }

    private static int EndOfExpression(string script, int start)
    {
        var depth = 0;
        for (var i = start; i < script.Length; i++)
        {
            if (script[i] is '\'' or '"')
            {
                if ((i = EndOfText(script, i)) < 0)
                    return -1;
            }
            else if (script[i] == '(')
            {
                depth++;
            }
            else if (script[i] == ')' && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static char Closing(char bracket) => bracket switch { '(' => ')', '[' => ']', _ => '}' };
}
