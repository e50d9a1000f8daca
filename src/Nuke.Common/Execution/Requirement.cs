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

    public override string ToString() => Member?.Name ?? Expression?.Body.ToString() ?? Tool?.Name ?? "";

    private Expression? Unwrapped => Expression?.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : Expression?.Body;

    // Interpreted: compiling one small expression costs more than running it ever will.
    private static object? Evaluate(LambdaExpression expression) =>
        System.Linq.Expressions.Expression
            .Lambda<Func<object?>>(System.Linq.Expressions.Expression.Convert(expression.Body, typeof(object)))
            .Compile(preferInterpretation: true)();
}
