using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Targets of an interface component, named one by one or taken as a whole.</summary>
internal static class ComponentTargets
{
    /// <summary>The named ones; without any, the component's only target.</summary>
    public static Target[] Of<T>(NukeBuild build, T component, Func<T, Target>[] targets)
    {
        if (targets.Length > 0)
            return Array.ConvertAll(targets, x => x(component));

        var all = AllOf(build, typeof(T));
        return all.Length == 1
            ? all
            : throw new InvalidOperationException($"'{typeof(T).Name}' has {all.Length} targets of its own. Name the one that is meant: x => x.Target.");
    }

    /// <summary>All that <paramref name="component"/> itself declares.</summary>
    public static Target[] AllOf(NukeBuild build, Type component) =>
        [.. component
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(x => x.PropertyType == typeof(Target))
            .Select(x => (Target)x.GetValue(build)!)];
}
