using System.Reflection;

namespace Nuke.Common.ValueInjection;

/// <summary>Base of the attributes that give a field or property of a build its value.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class ValueInjectionAttributeBase : Attribute
{
    /// <summary>The build whose members are injected.</summary>
    public INukeBuild Build { get; internal set; } = null!;

    /// <summary>Members with a higher priority get their value first.</summary>
    public virtual int Priority { get; set; }

    /// <summary>Whether a failure to give a value is a warning (default) or silence.</summary>
    public virtual bool SuppressWarnings => false;

    /// <summary>Gives the value for <paramref name="member"/>.</summary>
    public abstract object? GetValue(MemberInfo member, object instance);

    /// <summary>Gives the value, with a failure shown as a warning that names the member.</summary>
    public virtual object? TryGetValue(MemberInfo member, object instance)
    {
        try
        {
            return GetValue(member, instance);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (!SuppressWarnings)
                Serilog.Log.Warning("Member {Member} has no value: {Message}", $"{member.DeclaringType?.Name}.{member.Name}", (exception as TargetInvocationException)?.InnerException?.Message ?? exception.Message);
            return null;
        }
    }
}
