using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Errors;

namespace Pipeline.Workflows.Rehearsing;

/// <summary>
/// Evaluates an expression of a workflow as GitHub does (<a href="https://docs.github.com/actions/reference/workflows-and-actions/expressions">expressions</a>):
/// literals, contexts, operators, and the functions that need nothing of GitHub's.
/// </summary>
internal sealed partial class ExpressionReader
{
    private readonly List<string> _tokens;
    private readonly string _text;
    private readonly ExpressionScope _scope;
    private int _next;

    private ExpressionReader(string text, ExpressionScope scope)
    {
        _text = text;
        _scope = scope;
        _tokens = [.. Token().Matches(text).Select(x => x.Value).Where(x => !string.IsNullOrWhiteSpace(x))];
        if (string.Concat(Token().Matches(text).Select(x => x.Value)) != text)
            throw Unknown("it isn't valid");
    }

    /// <exception cref="PipelineException">PIPE9610: it isn't valid, or needs what only GitHub knows.</exception>
    public static object? Evaluate(string text, ExpressionScope scope)
    {
        var reader = new ExpressionReader(text, scope);
        var value = reader.Or();
        return reader._next == reader._tokens.Count ? value : throw reader.Unknown($"`{reader._tokens[reader._next]}` isn't expected");
    }

    /// <summary>A text with the values of its expressions.</summary>
    /// <exception cref="PipelineException">PIPE9610.</exception>
    public static string Fill(string text, ExpressionScope scope) => Braces().Replace(text, x => Text(Evaluate(x.Groups[1].Value, scope)));

    /// <summary>A condition, with or without braces. Without a function of status, nothing may have failed.</summary>
    /// <exception cref="PipelineException">PIPE9610.</exception>
    public static bool Holds(string? condition, ExpressionScope scope)
    {
        if (string.IsNullOrWhiteSpace(condition))
            return !scope.HasFailed;
        var text = Braces().Match(condition.Trim()) is { Success: true } braces && braces.Length == condition.Trim().Length ? braces.Groups[1].Value : condition;
        return (Status().IsMatch(text) || !scope.HasFailed) && IsTrue(Evaluate(text, scope));
    }

    public static bool IsTrue(object? value) => value is not (null or false or 0.0 or "");

    public static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private object? Or()
    {
        var value = And();
        while (Take("||"))
        {
            var right = And();
            value = IsTrue(value) ? value : right;
        }

        return value;
    }

    private object? And()
    {
        var value = Comparison();
        while (Take("&&"))
        {
            var right = Comparison();
            value = IsTrue(value) ? right : value;
        }

        return value;
    }

    private object? Comparison()
    {
        var left = Unary();
        if (Take("=="))
            return AreEqual(left, Unary());
        if (Take("!="))
            return !AreEqual(left, Unary());
        return left;
    }

    private object? Unary() => Take("!") ? !IsTrue(Unary()) : Primary();

    private object? Primary()
    {
        if (Take("("))
        {
            var inner = Or();
            return Take(")") ? inner : throw Unknown("a `)` is missing");
        }

        var token = _next < _tokens.Count ? _tokens[_next++] : throw Unknown("it ends too early");
        if (token[0] == '\'')
            return token[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !char.IsLetter(token[0]))
            return number;
        if (token is "true" or "false")
            return token == "true";
        if (token == "null")
            return null;
        if (!char.IsLetter(token[0]) && token[0] != '_')
            throw Unknown($"`{token}` isn't expected");
        return Take("(") ? Call(token) : _scope.Find(token) ?? throw Unknown($"`{token}` is known to GitHub alone");
    }

    private object? Call(string name)
    {
        List<object?> given = [];
        if (!Take(")"))
        {
            do
                given.Add(Or());
            while (Take(","));
            if (!Take(")"))
                throw Unknown("a `)` is missing");
        }

        return (name.ToUpperInvariant(), given) switch
        {
            ("ALWAYS", []) => true,
            ("SUCCESS", []) => !_scope.HasFailed,
            ("FAILURE", []) => _scope.HasFailed,
            ("CANCELLED", []) => false,
            ("CONTAINS", [var text, var part]) => Text(text).Contains(Text(part), StringComparison.OrdinalIgnoreCase),
            ("STARTSWITH", [var text, var part]) => Text(text).StartsWith(Text(part), StringComparison.OrdinalIgnoreCase),
            ("ENDSWITH", [var text, var part]) => Text(text).EndsWith(Text(part), StringComparison.OrdinalIgnoreCase),
            ("HASHFILES", [_, ..]) => "rehearsed",
            _ => throw Unknown($"the function `{name}` isn't known here"),
        };
    }

    // As GitHub compares: texts in any letter case; otherwise as numbers.
    private static bool AreEqual(object? left, object? right) =>
        left is string a && right is string b ? string.Equals(a, b, StringComparison.OrdinalIgnoreCase)
        : left is null && right is null || Number(left) == Number(right);

    private static double Number(object? value) => value switch
    {
        null or "" => 0,
        bool flag => flag ? 1 : 0,
        double number => number,
        _ => double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
    };

    private bool Take(string token)
    {
        if (_next >= _tokens.Count || _tokens[_next] != token)
            return false;
        _next++;
        return true;
    }

    private PipelineException Unknown(string why) => new(WorkflowErrors.UnknownExpression, $"The expression `{_text.Trim()}` can't be evaluated: {why}.");

    [GeneratedRegex(@"\$\{\{(.*?)\}\}", RegexOptions.Singleline)]
    private static partial Regex Braces();

    [GeneratedRegex(@"\b(?:always|success|failure|cancelled)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Status();

    [GeneratedRegex(@"\s+|'(?:[^']|'')*'|\|\||&&|==|!=|[!(),]|-?[0-9]+(?:\.[0-9]+)?|[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)*")]
    private static partial Regex Token();
}
