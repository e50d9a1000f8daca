using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Reads a target property as one particular class or component declares it, past all overrides.</summary>
internal static class TargetInheritance
{
    /// <summary>The property that <paramref name="property"/> overrides, or null.</summary>
    public static PropertyInfo? BaseOf(PropertyInfo property)
    {
        var shortName = BuildMembers.ShortName(property);
        for (var type = property.DeclaringType?.BaseType; type is not null; type = type.BaseType)
        {
            var overridden = type.GetProperty(shortName, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            if (overridden is { GetMethod.IsVirtual: true } && overridden.PropertyType == property.PropertyType)
                return overridden;
        }

        return null;
    }

    /// <summary>The target that exactly this getter gives (a call without virtual dispatch, as C#'s <c>base.X</c> makes).</summary>
    public static Target NonVirtualValue(PropertyInfo property, NukeBuild build)
    {
        var getter = property.GetMethod!.MethodHandle.GetFunctionPointer();
        var read = (Func<Target>)Activator.CreateInstance(typeof(Func<Target>), build, getter)!;
        return read();
    }
}
