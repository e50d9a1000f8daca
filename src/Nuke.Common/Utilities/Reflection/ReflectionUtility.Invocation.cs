using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Nuke.Common.Utilities;

public static partial class ReflectionUtility
{
    /// <summary>Makes an instance with the constructor that takes these arguments.</summary>
    public static T CreateInstance<T>(this Type type, params object?[] args) => (T)Activator.CreateInstance(type, args)!;

    /// <summary>Reads a field or property, or calls a method.</summary>
    public static T GetValue<T>(this MemberInfo member, object? obj = null, object?[]? args = null) => (T)member.GetValue(obj, args)!;

    /// <summary>Reads a field or property, or calls a method.</summary>
    public static object? GetValue(this MemberInfo member, object? obj = null, object?[]? args = null)
    {
        var target = member.IsStatic() ? null : obj;
        return member switch
        {
            FieldInfo field => field.GetValue(target),
            PropertyInfo property => property.GetValue(target),
            MethodInfo method => method.Invoke(target, args),
            _ => throw Unsupported(member),
        };
    }

    /// <summary>Reads a property or calls a method exactly as declared, though the object's class overrides it.</summary>
    public static TResult GetValueNonVirtual<TResult>(this MemberInfo member, object obj, params object?[] arguments)
    {
        var method = (member is PropertyInfo property ? property.GetMethod : member as MethodInfo)
            .NotNull($"'{member}' is neither a readable property nor a method");
        var delegateType = Expression.GetDelegateType([.. method.GetParameters().Select(x => x.ParameterType), method.ReturnType]);
        var call = delegateType.CreateInstance<Delegate>(obj, method.MethodHandle.GetFunctionPointer());
        return (TResult)call.DynamicInvoke(arguments)!;
    }

    /// <summary>Sets a field or property. A property without setter is set by its backing field.</summary>
    public static void SetValue(this MemberInfo member, object? instance, object? value)
    {
        var target = member.IsStatic() ? null : instance;
        switch (member)
        {
            case FieldInfo field:
                field.SetValue(target, value);
                break;
            case PropertyInfo property when BackingField(property) is { } field:
                field.SetValue(target, value);
                break;
            case PropertyInfo property:
                Assert.True(property.SetMethod != null, $"Property '{member.Name}' is not settable");
                property.SetValue(target, value);
                break;
            default:
                throw Unsupported(member);
        }
    }

    /// <summary>Calls a method by its name.</summary>
    public static object? InvokeMember(this Type type, string memberName, object? target, BindingFlags? bindingFlags = null, params object?[] args)
        => type.InvokeMember(
            memberName,
            (bindingFlags ?? (target != null ? Instance : Static)) | BindingFlags.InvokeMethod,
            binder: null,
            target,
            args);

    /// <summary>Calls a method by its name.</summary>
    public static T InvokeMember<T>(this Type type, string memberName, object? target, BindingFlags? bindingFlags = null, params object?[] args)
        => (T)type.InvokeMember(memberName, target, bindingFlags, args)!;

    /// <summary>Calls a delegate; what it throws comes as it was thrown.</summary>
    public static void DynamicInvokeUnwrap(this Delegate @delegate, params object?[] args) => @delegate.DynamicInvokeUnwrap<object?>(args);

    /// <summary>Calls a delegate; what it throws comes as it was thrown.</summary>
    public static T DynamicInvokeUnwrap<T>(this Delegate @delegate, params object?[] args)
    {
        try
        {
            return (T)@delegate.DynamicInvoke(args)!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private static FieldInfo? BackingField(PropertyInfo property)
    {
        for (var type = property.DeclaringType; type != null; type = type.BaseType)
        {
            var field = Array.Find(type.GetFields(All), x => x.Name.StartsWith($"<{property.Name}>", StringComparison.Ordinal));
            if (field != null)
                return field;
        }

        return null;
    }
}
