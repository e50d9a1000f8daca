using System.Reflection;
using Nuke.Common.ValueInjection;
using Pipeline.Engine.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Gives the members of a build their values: parameters first, then whatever else an attribute injects.</summary>
internal sealed class BuildValues(NukeBuild build, IReadOnlyCollection<MemberInfo> members)
{
    private readonly Dictionary<MemberInfo, object?> _known = [];
    private readonly List<InjectedMember> _injected = [.. Injected(members)];
    private ParameterValues? _parameters;

    /// <summary>The build's parameters as data.</summary>
    public IReadOnlyList<ParameterSpec> Specs => field ??= [.. Parameters.Select(x => ParameterDiscovery.SpecOf(x.Member, (ParameterAttribute)x.Attribute, build))];

    private IEnumerable<InjectedMember> Parameters => _injected.Where(x => x.Attribute is ParameterAttribute);

    /// <summary>Sets all parameter members that somebody gave a value.</summary>
    public void InjectParameters(ParameterValues values)
    {
        _parameters = values;
        _known.Clear();
        Inject(Parameters);
    }

    /// <summary>Sets everything else, those with a higher priority first.</summary>
    public void InjectOthers() => Inject(_injected.Where(x => x.Attribute is not ParameterAttribute).OrderByDescending(x => x.Attribute.Priority));

    /// <summary>An interface component's value, computed once.</summary>
    public object? ValueOf(MemberInfo member)
    {
        lock (_known)
        {
            if (_known.TryGetValue(member, out var known))
                return known;
            var attribute = AttributeOf(member)
                ?? throw new InvalidOperationException($"'{member.DeclaringType?.Name}.{member.Name}' has no attribute that gives it a value, such as [Parameter]. Add one, or read the member directly.");
            return _known[member] = attribute.TryGetValue(member, build);
        }
    }

    /// <summary>Why a member has no value, as the end of a sentence. Its attribute is asked once more: some pass over their failures in silence.</summary>
    public string WhyWithout(MemberInfo member)
    {
        if (AttributeOf(member) is not { } attribute)
            return "nothing has given it one.";
        try
        {
            return attribute.GetValue(member, build) is null ? $"[{attribute.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal)}] gives none." : "it was taken away again.";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return ((exception as TargetInvocationException)?.InnerException ?? exception).Message;
        }
    }

    /// <summary>What somebody gave for a parameter, or null.</summary>
    public object? ParameterOf(MemberInfo member, ParameterAttribute attribute) =>
        _parameters is not null && _parameters.TryGet(ParameterDiscovery.NameOf(member, attribute), out var value) ? value : null;

    /// <summary>The name of the parameter that a member is, or null if it is none.</summary>
    public static string? ParameterNameOf(MemberInfo member) =>
        member.GetCustomAttribute<ParameterAttribute>(inherit: true) is { } attribute ? ParameterDiscovery.NameOf(member, attribute) : null;

    private void Inject(IEnumerable<InjectedMember> injected)
    {
        foreach (var (member, attribute) in injected)
        {
            // Interface members ask for themselves (TryGetValue), when they are read.
            if (member.DeclaringType is { IsInterface: true })
                continue;
            attribute.Build = build;
            if (attribute.TryGetValue(member, build) is { } value)
                BuildMembers.TrySet(member, build, value);
        }
    }

    private ValueInjectionAttributeBase? AttributeOf(MemberInfo member)
    {
        var attribute = member.GetCustomAttribute<ValueInjectionAttributeBase>();
        if (attribute is not null)
            attribute.Build = build;
        return attribute;
    }

    private static IEnumerable<InjectedMember> Injected(IReadOnlyCollection<MemberInfo> members)
    {
        foreach (var member in members)
        {
            // Most members of a build are targets; asking each for its attributes would cost more than all the rest here.
            if (BuildMembers.TypeOf(member) != typeof(Target) && member.IsDefined(typeof(ValueInjectionAttributeBase), inherit: true))
                yield return new InjectedMember(member, member.GetCustomAttribute<ValueInjectionAttributeBase>(inherit: true)!);
        }
    }

    private sealed record InjectedMember(MemberInfo Member, ValueInjectionAttributeBase Attribute);
}
