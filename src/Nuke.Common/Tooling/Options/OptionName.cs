using System.Linq.Expressions;

namespace Nuke.Common.Tooling;

internal static class OptionName
{
    /// <summary>The name of the property in <c>() => options.Property</c>.</summary>
    public static string Of(LambdaExpression provider)
    {
        var body = provider.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : provider.Body;
        return body is MemberExpression member
            ? member.Member.Name
            : throw new ArgumentException($"An option is named by a property, as in '() => options.Name', not by '{provider}'.", nameof(provider));
    }
}
