using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Nuke.Common.Utilities;

/// <summary>Reflection over build classes: kinds of types and members, conversion, invocation, names.</summary>
public static partial class ReflectionUtility
{
    /// <summary>Static and instance members, public or not, inherited ones too.</summary>
    public const BindingFlags All = Static | Instance | BindingFlags.FlattenHierarchy;

    /// <summary>Instance members, public or not.</summary>
    public const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Static members, public or not.</summary>
    public const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>What a field of the type holds before it is set.</summary>
    public static object? GetDefaultValue(this Type type) => type.IsNullableType() ? null : Activator.CreateInstance(type);

    /// <summary>Whether a value of the type fits where <paramref name="otherType"/> is expected.</summary>
    public static bool IsAssignableTo(this Type type, Type otherType) => otherType.IsAssignableFrom(type);

    /// <summary>Whether <c>null</c> is a value of the type.</summary>
    public static bool IsNullableType(this Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) != null;

    /// <summary>The type itself if <c>null</c> is one of its values, otherwise its nullable form.</summary>
    public static Type GetNullableType(this Type type) => type.IsNullableType() ? type : typeof(Nullable<>).MakeGenericType(type);

    /// <summary>Whether the type is a generic sequence (and no string).</summary>
    public static bool IsCollectionLike(this Type type)
        => type != typeof(string) && (IsSequence(type) || Array.Exists(type.GetInterfaces(), IsSequence));

    /// <summary>The values of an enum type.</summary>
    public static T[] GetEnumValues<T>(this Type type) => [.. type.GetEnumValues().Cast<T>()];

    /// <summary>Whether the member has the attribute.</summary>
    public static bool HasCustomAttribute<T>(this MemberInfo member)
        where T : Attribute
        => member.IsDefined(typeof(T), inherit: true);

    /// <summary>Whether the parameter has the attribute.</summary>
    public static bool HasCustomAttribute<T>(this ParameterInfo parameter)
        where T : Attribute
        => parameter.IsDefined(typeof(T), inherit: true);

    /// <summary>The type of a field or property, or what a method returns.</summary>
    public static Type GetMemberType(this MemberInfo member) => member switch
    {
        FieldInfo field => field.FieldType,
        PropertyInfo property => property.PropertyType,
        MethodInfo method => method.ReturnType,
        _ => throw Unsupported(member),
    };

    /// <summary>The type without its nullability, or the item type of an array or sequence.</summary>
    public static Type GetScalarType(this Type type)
        => Nullable.GetUnderlyingType(type)
           ?? (type.IsArray ? type.GetElementType()!
               : type.IsCollectionLike() ? type.GetGenericArguments().Single()
               : type);

    /// <summary>Whether the member is public; a property is what its getter is.</summary>
    public static bool IsPublic(this MemberInfo member) => member switch
    {
        Type type => type.IsPublic,
        FieldInfo field => field.IsPublic,
        _ => AccessorOf(member).IsPublic,
    };

    /// <summary>Whether the member is protected.</summary>
    public static bool IsFamily(this MemberInfo member) => member is FieldInfo field ? field.IsFamily : AccessorOf(member).IsFamily;

    /// <summary>Whether the member is internal.</summary>
    public static bool IsAssembly(this MemberInfo member) => member is FieldInfo field ? field.IsAssembly : AccessorOf(member).IsAssembly;

    /// <summary>Whether the member is static.</summary>
    public static bool IsStatic(this MemberInfo member) => member is FieldInfo field ? field.IsStatic : AccessorOf(member).IsStatic;

    /// <summary>Whether the parameter is the <c>this</c> of an extension method.</summary>
    public static bool IsExtensionParameter(this ParameterInfo parameter)
        => parameter.Position == 0 && parameter.Member is MethodInfo method && method.HasCustomAttribute<ExtensionAttribute>();

    /// <summary>Whether the member explicitly implements an interface's.</summary>
    public static bool IsExplicit(this MemberInfo member) => member.Name.Contains('.');

    /// <summary>What the member is called in a class that implements it explicitly.</summary>
    public static string GetPossibleExplicitName(this MemberInfo member)
        => $"{member.DeclaringType.NotNull().FullName.NotNull().Replace('+', '.')}.{member.Name}";

    /// <summary>The class's own implementation of an interface member, or the interface member where the class has none.</summary>
    public static MemberInfo GetImplementedOrInterfaceMember(this MemberInfo member, Type classType)
    {
        Assert.True(classType.IsClass);
        return member.DeclaringType == classType
            ? member
            : classType.GetMember(member.Name).SingleOrDefault()
              ?? classType.GetMember(member.GetPossibleExplicitName(), Instance).SingleOrDefault()
              ?? member;
    }

    private static bool IsSequence(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);

    private static MethodBase AccessorOf(MemberInfo member) => member switch
    {
        MethodBase method => method,
        PropertyInfo property => (property.GetMethod ?? property.SetMethod).NotNull(),
        _ => throw Unsupported(member),
    };

    private static NotSupportedException Unsupported(MemberInfo member) => new($"'{member}' is neither a field nor a property nor a method.");
}
