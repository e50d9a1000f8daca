using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Utilities;

public static partial class ReflectionUtility
{
    /// <summary>The constant arguments of a call.</summary>
    public static IEnumerable<object?> GetArguments(this MethodCallExpression methodCall)
        => methodCall.Arguments.Cast<ConstantExpression>().Select(x => x.Value);

    /// <summary>The member that <c>() => Member</c> names.</summary>
    public static MemberInfo GetMemberInfo<T>(Expression<Func<T>> expression) => ((LambdaExpression)expression).GetMemberInfo();

    /// <summary>The member that a lambda names: a field, a property, or a method that it calls.</summary>
    public static MemberInfo GetMemberInfo(this LambdaExpression expression)
        => (expression.Body is UnaryExpression conversion ? conversion.Operand : expression.Body) switch
        {
            MemberExpression member => member.Member,
            MethodCallExpression call => call.Method,
            _ => throw new ArgumentException($"'{expression}' names no member.", nameof(expression)),
        };

    /// <summary>The object whose member a lambda names; <c>null</c> for a static member.</summary>
    public static object? GetTarget(this LambdaExpression expression)
        => (expression.Body is UnaryExpression conversion ? conversion.Operand : expression.Body) is MemberExpression member
            ? Evaluate(member.Expression)
            : null;

    private static object? Evaluate(Expression? expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression member => member.Member.GetValue(Evaluate(member.Expression)),
        _ => null,
    };
}
