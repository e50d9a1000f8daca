using System.Reflection;
using System.Runtime.CompilerServices;

namespace Nuke.Common.Utilities;

public static partial class ReflectionUtility
{
    /// <summary>The type as C# names it, with the types that it is nested in.</summary>
    public static string GetDisplayName(this Type type)
        => type.DeclaringType is { } outer ? $"{outer.GetDisplayName()}.{type.GetDisplayShortName()}" : type.GetDisplayShortName();

    /// <summary>The member with its type.</summary>
    public static string GetDisplayName(this MemberInfo member)
        => member is Type type ? type.GetDisplayName() : $"{member.DeclaringType.NotNull().GetDisplayName()}.{member.GetDisplayShortName()}";

    /// <summary>The type as C# names it: <c>int</c>, <c>List&lt;string&gt;</c>, <c>bool?</c>, <c>byte[]</c>.</summary>
    public static string GetDisplayShortName(this Type type) => type.GetDisplayShortName(tupleNames: null);

    /// <summary>The member's name, without the interface that it implements explicitly.</summary>
    public static string GetDisplayShortName(this MemberInfo member) => member.Name[(member.Name.LastIndexOf('.') + 1)..];

    /// <summary>The parameter as C# declares it.</summary>
    public static string GetDisplayText(this ParameterInfo parameter)
    {
        var modifier = parameter.IsExtensionParameter() ? "this "
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : parameter.ParameterType.IsByRef ? "ref "
            : string.Empty;
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var names = TupleNames(parameter.GetCustomAttribute<TupleElementNamesAttribute>());
        var defaultValue = parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : string.Empty;
        return $"{modifier}{type.GetDisplayShortName(names)} {parameter.Name}{defaultValue}";
    }

    /// <summary>The member with its parameters and its type: <c>Add(int left, int right) : int</c>.</summary>
    public static string GetDisplayText(this MemberInfo member)
    {
        if (member is Type type)
            return type.GetDisplayShortName();

        var parameters = member is MethodBase method
            ? $"({string.Join(", ", method.GetParameters().Select(x => x.GetDisplayText()))})"
            : string.Empty;
        if (member is ConstructorInfo)
            return member.Name + parameters;

        var names = TupleNames(member is MethodInfo { ReturnParameter: { } result }
            ? result.GetCustomAttribute<TupleElementNamesAttribute>()
            : member.GetCustomAttribute<TupleElementNamesAttribute>());
        return $"{member.Name}{parameters} : {member.GetMemberType().GetDisplayShortName(names)}";
    }

    private static Queue<string?>? TupleNames(TupleElementNamesAttribute? attribute) => attribute is null ? null : new(attribute.TransformNames);

    private static string GetDisplayShortName(this Type type, Queue<string?>? tupleNames)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return underlying.GetDisplayShortName(tupleNames) + "?";
        if (type.IsArray)
            return $"{type.GetElementType()!.GetDisplayShortName(tupleNames)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (!type.IsGenericType)
            return Keyword(type) ?? type.Name;

        var arguments = type.GetGenericArguments();
        if (tupleNames == null || !type.Name.StartsWith(nameof(ValueTuple) + "`", StringComparison.Ordinal))
        {
            var name = type.Name.IndexOf('`') is var tick and >= 0 ? type.Name[..tick] : type.Name;
            return $"{name}<{string.Join(", ", arguments.Select(x => x.GetDisplayShortName(tupleNames)))}>";
        }

        // A tuple's own names come before those of the tuples inside it.
        var names = arguments.Select(_ => tupleNames.TryDequeue(out var name) ? name : null).ToList();
        return $"({string.Join(", ", arguments.Zip(names, (x, name) => name is null ? x.GetDisplayShortName(tupleNames) : $"{x.GetDisplayShortName(tupleNames)} {name}"))})";
    }

    private static string? Keyword(Type type)
        => type == typeof(void) ? "void"
            : type == typeof(object) ? "object"
            : type.IsEnum ? null
            : Type.GetTypeCode(type) switch
            {
                TypeCode.Boolean => "bool",
                TypeCode.Byte => "byte",
                TypeCode.SByte => "sbyte",
                TypeCode.Int16 => "short",
                TypeCode.UInt16 => "ushort",
                TypeCode.Int32 => "int",
                TypeCode.UInt32 => "uint",
                TypeCode.Int64 => "long",
                TypeCode.UInt64 => "ulong",
                TypeCode.Single => "float",
                TypeCode.Double => "double",
                TypeCode.Decimal => "decimal",
                TypeCode.Char => "char",
                TypeCode.String => "string",
                _ => null,
            };
}
