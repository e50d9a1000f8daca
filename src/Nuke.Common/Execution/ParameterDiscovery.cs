using System.Reflection;
using Nuke.Common.Tooling;
using Pipeline.Authoring;
using Pipeline.Engine.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Makes the engine's parameter data from members with <see cref="ParameterAttribute"/>.</summary>
internal static class ParameterDiscovery
{
    public static ParameterSpec SpecOf(MemberInfo member, ParameterAttribute attribute, NukeBuild build)
    {
        var spec = Declared(member, attribute, build);
        return attribute is IEngineParameter extended ? extended.Configure(spec) : spec;
    }

    public static string NameOf(MemberInfo member, ParameterAttribute attribute) =>
        member.DeclaringType?.GetCustomAttribute<ParameterPrefixAttribute>()?.Prefix + (attribute.Name ?? BuildMembers.ShortName(member));

    private static ParameterSpec Declared(MemberInfo member, ParameterAttribute attribute, NukeBuild build) => new()
    {
        Name = NameOf(member, attribute),
        Type = attribute.ValueType(member),
        Description = attribute.Description,
        Separator = attribute.Separator,
        IsSecret = member.IsDefined(typeof(SecretAttribute), inherit: true),
        IsRequired = member.IsDefined(typeof(RequiredAttribute), inherit: true),
        Listed = attribute.List,
        AllowedValues = AllowedValues(member, attribute, build),
        DefaultText = member.DeclaringType is { IsInterface: false } ? DefaultOf(member, build) : null,
    };

    // Read now: once parameters are injected, the default is gone.
    private static Func<string?>? DefaultOf(MemberInfo member, NukeBuild build)
    {
        if (member is PropertyInfo { SetMethod: null } property && property.DeclaringType?.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic) is null)
            return null;
        var value = BuildMembers.ValueOf(member, build);
        return value is null or false or "" or Array { Length: 0 } ? null : () => value is Array array ? string.Join(' ', array.Cast<object>()) : value.ToString();
    }

    private static Func<IReadOnlyList<string>>? AllowedValues(MemberInfo member, ParameterAttribute attribute, NukeBuild build)
    {
        if (attribute.ValueProviderMember is { } provider)
        {
            return () => BuildMembers.Find(attribute.ValueProviderType ?? build.GetType(), provider) is { } values
                ? [.. ((System.Collections.IEnumerable)BuildMembers.ValueOf(values, build)!).Cast<object>().Select(x => x.ToString() ?? "")]
                : throw new ArgumentException($"Parameter '{NameOf(member, attribute)}' takes its values from '{provider}', which '{(attribute.ValueProviderType ?? build.GetType()).Name}' doesn't have.");
        }

        var type = BuildMembers.TypeOf(member);
        type = type.IsArray ? type.GetElementType()! : type;
        if (type.IsSubclassOf(typeof(Enumeration)))
            return () => [.. type.GetFields(BindingFlags.Static | BindingFlags.Public).Where(x => x.FieldType == type).Select(x => x.Name)];
        return attribute.GetType() != typeof(ParameterAttribute) && attribute.GetValueSet(member, build) is { } set
            ? () => [.. set.Select(x => x.Text)]
            : null;
    }
}
