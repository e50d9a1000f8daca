using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Something that must hold before a target's build starts: a member with a value, a condition, or a tool.</summary>
internal sealed class Requirement
{
    public Requirement(LambdaExpression expression) => Expression = expression;

    public Requirement(Type tool, string? version) => (Tool, Version) = (tool, version);

    public LambdaExpression? Expression { get; }

    public Type? Tool { get; }

    public string? Version { get; }

    /// <summary>The member that the expression reads, if it is nothing but that.</summary>
    public MemberInfo? Member => Unwrapped is MemberExpression member ? member.Member : null;

    public bool IsMet() => Expression is null || Evaluate(Expression) switch
    {
        null => false,
        bool condition when Expression.ReturnType == typeof(bool) => condition,
        string text => text.Length > 0,
        _ => true,
    };

    public override string ToString() => Member?.Name ?? (Expression is null ? Tool?.Name : TextOf(Expression.Body)) ?? "";

    private Expression? Unwrapped => Expression?.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : Expression?.Body;

    // As C# has it: an expression calls the build `value(Build)`, and operators by their names.
    private static string TextOf(Expression body)
    {
        var text = body.ToString();
        while (text.IndexOf("value(", StringComparison.Ordinal) is >= 0 and var start && text.IndexOf(").", start, StringComparison.Ordinal) is >= 0 and var end)
            text = text.Remove(start, end + ").".Length - start);
        text = text.Replace(" OrElse ", " || ", StringComparison.Ordinal).Replace(" AndAlso ", " && ", StringComparison.Ordinal).Replace("Not(", "!(", StringComparison.Ordinal);
        return body is BinaryExpression ? text[1..^1] : text;
    }

    // Interpreted: compiling one small expression costs more than running it ever will.
    private static object? Evaluate(LambdaExpression expression) =>
        System.Linq.Expressions.Expression
            .Lambda<Func<object?>>(System.Linq.Expressions.Expression.Convert(expression.Body, typeof(object)))
            .Compile(preferInterpretation: true)();
}
