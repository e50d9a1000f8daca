using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.ValueInjection;

namespace Nuke.Common;

/// <summary>
/// A value that users set: on the command line (<c>--api-key VALUE</c>), in the environment (<c>NUKE_API_KEY</c>, <c>API_KEY</c>),
/// in <c>.nuke/parameters.PROFILE.json</c> or <c>.nuke/parameters.json</c>, in that order; otherwise the member's own default stays.
/// </summary>
public class ParameterAttribute : ValueInjectionAttributeBase
{
    /// <summary>A parameter with a line for <c>--help</c>.</summary>
    public ParameterAttribute(string? description = null)
    {
        Description = description;
    }

    /// <summary>The line for <c>--help</c>.</summary>
    public virtual string? Description { get; }

    /// <summary>Another name than the member's.</summary>
    public string? Name { get; set; }

    /// <summary>Separates the items of a list inside one value.</summary>
    public string? Separator { get; set; }

    /// <summary>Whether <c>--help</c> shows it. Default true.</summary>
    public virtual bool List { get; set; } = true;

    /// <summary>The type that has <see cref="ValueProviderMember"/>. Default: the member's own.</summary>
    public Type? ValueProviderType { get; set; }

    /// <summary>A member that gives the allowed values.</summary>
    public string? ValueProviderMember { get; set; }

    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance) =>
        ((NukeBuild)instance).Values.ParameterOf(member, this);

    /// <summary>What a given value is converted to. Default: the member's type.</summary>
    internal virtual Type ValueType(MemberInfo member) => BuildMembers.TypeOf(member);

    /// <summary>Allowed values with their text, or null where anything goes.</summary>
    public virtual IEnumerable<(string Text, object Object)>? GetValueSet(MemberInfo member, object instance) => null;
}
