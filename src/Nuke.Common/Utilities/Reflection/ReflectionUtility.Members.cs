using System.Reflection;

namespace Nuke.Common.Utilities;

public static partial class ReflectionUtility
{
    /// <summary>
    /// The members of a build class and those that it gets from its interfaces, the latter as the class implements them. A member of the class hides those
    /// that it implements; with <paramref name="filterQuasiOverridden"/>, so does one of a more derived interface.
    /// </summary>
    /// <exception cref="ArgumentException">Several interfaces bring a member of one name, or a member of the class hides one without being public; unless <paramref name="allowAmbiguity"/> is set.</exception>
    public static IEnumerable<MemberInfo> GetAllMembers(
        this Type type,
        Func<MemberInfo, bool> filter,
        BindingFlags bindingFlags,
        bool allowAmbiguity,
        bool filterQuasiOverridden = false)
    {
        var own = type.GetMembers(bindingFlags).Where(x => filter(x) && !x.IsExplicit()).ToList();
        var result = new List<MemberInfo>(own);
        var inherited = type.GetInterfaces()
            .SelectMany(x => x.GetMembers(bindingFlags))
            .Where(filter)
            .ToLookup(x => x.GetDisplayShortName());

        foreach (var group in inherited)
        {
            var hiding = own.Find(x => x.Name == group.Key);
            if (hiding is not null && hiding.IsPublic())
                continue;

            List<MemberInfo> members = [.. group];
            if (filterQuasiOverridden && hiding is null && members.Find(x => members.TrueForAll(y => y.DeclaringType!.IsAssignableFrom(x.DeclaringType))) is { } mostDerived)
                members = [mostDerived];

            AssertClear(group.Key, members, hiding, allowAmbiguity);
            result.AddRange(members.Select(x => x.GetImplementedOrInterfaceMember(type)).Where(filter));
        }

        return [.. result.Distinct()];
    }

    private static void AssertClear(string name, List<MemberInfo> members, MemberInfo? hiding, bool allowAmbiguity)
    {
        var sources = members.Select(x => $" - {x.DeclaringType!.Name}").JoinNewLine();
        Assert.True(
            allowAmbiguity || members.Count == 1 || hiding != null,
            $"{members[0].MemberType} '{name}' must be implemented explicitly because it is inherited from multiple interfaces:{Environment.NewLine}{sources}");
        Assert.True(
            allowAmbiguity || hiding == null,
            $"{members[0].MemberType} '{name}' must be marked public to override inherited member from:{Environment.NewLine}{sources}");
    }
}
