using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Finds the fields and properties of a build: its own, those of its base classes, and those of its interface components.</summary>
internal static class BuildMembers
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>All of them, most derived first; an overridden property and an interface property that a class implements are given once.</summary>
    public static IEnumerable<MemberInfo> Of(Type type)
    {
        var seen = new HashSet<string>();
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (var field in current.GetFields(Declared))
            {
                if (!field.Name.StartsWith('<'))
                    yield return field;
            }

            foreach (var property in current.GetProperties(Declared))
            {
                if (property.GetIndexParameters().Length == 0 && (seen.Add(ShortName(property)) || !IsVirtual(property)))
                    yield return property;
            }
        }

        foreach (var component in type.GetInterfaces())
        {
            if (component == typeof(INukeBuild))
                continue;
            foreach (var property in component.GetProperties(Declared))
            {
                // A component that implements another's property again is reached through that property.
                if (!property.Name.Contains('.', StringComparison.Ordinal) && !IsImplementedByClass(type, component, property, seen))
                    yield return property;
            }
        }
    }

    public static MemberInfo? Find(Type type, string name) => Of(type).FirstOrDefault(x => ShortName(x) == name);

    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    public static object? ValueOf(MemberInfo member, object instance) => member switch
    {
        FieldInfo field => field.GetValue(field.IsStatic ? null : instance),
        PropertyInfo { GetMethod: { } getter } => getter.Invoke(getter.IsStatic ? null : instance, null),
        _ => null,
    };

    /// <summary>The name without the interface that an explicit implementation carries.</summary>
    public static string ShortName(MemberInfo member) => member.Name.LastIndexOf('.') is >= 0 and var dot ? member.Name[(dot + 1)..] : member.Name;

    /// <summary>Sets a field, or a property with a setter or a backing field.</summary>
    public static bool TrySet(MemberInfo member, object instance, object? value)
    {
        switch (member)
        {
            case FieldInfo field:
                field.SetValue(field.IsStatic ? null : instance, value);
                return true;
            case PropertyInfo { SetMethod: { } setter }:
                setter.Invoke(setter.IsStatic ? null : instance, [value]);
                return true;
            case PropertyInfo property when BackingField(property) is { } backing:
                backing.SetValue(backing.IsStatic ? null : instance, value);
                return true;
            default:
                return false;
        }
    }

    private static FieldInfo? BackingField(PropertyInfo property) =>
        property.DeclaringType?.GetField($"<{property.Name}>k__BackingField", Declared);

    private static bool IsVirtual(PropertyInfo property) => property.GetMethod is { IsVirtual: true };

    private static bool IsImplementedByClass(Type type, Type component, PropertyInfo property, HashSet<string> classProperties)
    {
        if (!classProperties.Contains(property.Name) || property.GetMethod is not { IsStatic: false } getter)
            return false;
        var map = type.GetInterfaceMap(component);
        var position = Array.IndexOf(map.InterfaceMethods, getter);
        return position >= 0 && map.TargetMethods[position].DeclaringType is { IsInterface: false };
    }
}
