using System.Reflection;
using Nuke.Common.Execution;

namespace Nuke.Common.ValueInjection;

/// <summary>Base of the attributes that give a field or property of a build its value.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class ValueInjectionAttributeBase : Attribute
{
    /// <summary>The build whose member gets a value.</summary>
    public INukeBuild Build { get; internal set; } = null!;

    /// <summary>Members with a higher priority get their value first. Default 0.</summary>
    public virtual int Priority => 0;

    /// <summary>Whether a failure passes in silence. Default false: it is a warning that names the member.</summary>
    public virtual bool SuppressWarnings => false;

    /// <summary>Gives the value; may throw.</summary>
    public abstract object? GetValue(MemberInfo member, object instance);

    /// <summary>Gives the value, or null with a warning.</summary>
    public object? TryGetValue(MemberInfo member, object instance)
    {
        try
        {
            return GetValue(member, instance);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (!SuppressWarnings && !member.IsDefined(typeof(OptionalAttribute), inherit: true))
            {
                Serilog.Log.Warning("{Member} has no value: {Message}",
                    $"{member.DeclaringType?.Name}.{member.Name}",
                    (exception as TargetInvocationException)?.InnerException?.Message ?? exception.Message);
            }

            return null;
        }
    }

    /// <summary>The value of another member of the build; throws if there is no such member.</summary>
    protected static T? GetMemberValue<T>(string memberName, object instance)
    {
        var member = BuildMembers.Find(instance.GetType(), memberName)
            ?? throw new ArgumentException($"'{instance.GetType().Name}' has no field or property '{memberName}'. Check the attribute that names it.");
        return (T?)BuildMembers.ValueOf(member, instance);
    }

    /// <summary>The value of another member of the build, or null without a name.</summary>
    protected static T? GetMemberValueOrNull<T>(string? memberName, object instance) =>
        memberName is null ? default : GetMemberValue<T>(memberName, instance);
}
