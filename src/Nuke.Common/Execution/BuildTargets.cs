using System.Reflection;
using Pipeline.Engine.Targets;
using Pipeline.Errors;

namespace Nuke.Common.Execution;

/// <summary>All targets of a build: as NUKE's API shows them, and as the engine's data.</summary>
internal sealed class BuildTargets
{
    private readonly List<TargetBuilder> _builders = [];
    private readonly Dictionary<Delegate, ExecutableTarget> _byFactory = new(FactoryComparer.Instance);
    private readonly List<string> _problems = [];

    private BuildTargets(NukeBuild build, IReadOnlyCollection<MemberInfo> members, IReadOnlyCollection<Delegate> defaults)
    {
        foreach (var member in members)
        {
            if (BuildMembers.TypeOf(member) == typeof(Target))
                Declare(build, member);
        }

        All = _builders.ConvertAll(x => x.Target);
        foreach (var target in defaults)
        {
            if (Resolve(target, "The default target") is { } resolved)
                resolved.IsDefault = true;
        }

        Definitions = _builders.ConvertAll(ToDefinition);
        if (_problems.Count > 0)
            throw new PipelineException(BuildErrors.UnresolvedTarget, string.Join(Environment.NewLine, _problems)) { ExitCode = 2 };
    }

    public IReadOnlyList<ExecutableTarget> All { get; }

    public IReadOnlyList<TargetDefinition> Definitions { get; }

    public static BuildTargets Discover(NukeBuild build, IReadOnlyCollection<MemberInfo> members, IReadOnlyCollection<Delegate> defaults) =>
        new(build, members, defaults);

    public ExecutableTarget Find(string name) => All.First(x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public IReadOnlyList<Requirement> RequirementsOf(string name) => _builders.First(x => x.Target.Name == name).Requirements;

    private void Declare(NukeBuild build, MemberInfo member)
    {
        var target = new ExecutableTarget { Name = BuildMembers.ShortName(member), Member = member };
        try
        {
            var factory = (Target)BuildMembers.ValueOf(member, build)!;
            target.Factory = factory;
            var builder = new TargetBuilder(build, target, member);
            factory(builder);
            _byFactory.TryAdd(factory, target);
            _builders.Add(builder);
        }
        catch (Exception exception) when (exception is not PipelineException)
        {
            var cause = (exception as TargetInvocationException)?.InnerException ?? exception;
            throw new PipelineException(BuildErrors.InvalidDeclaration, $"Target '{target.Name}' can't be read: {cause.Message}", cause) { ExitCode = 2 };
        }
    }

    private TargetDefinition ToDefinition(TargetBuilder builder)
    {
        var target = builder.Target;
        var (needs, neededBy) = (Related(builder, Relation.DependsOn), Related(builder, Relation.DependentFor));
        var (before, after) = (Related(builder, Relation.Before), Related(builder, Relation.After));
        var (triggers, triggeredBy) = (Related(builder, Relation.Triggers), Related(builder, Relation.TriggeredBy));
        Connect(target, needs, neededBy, x => x.ExecutionDependencies);
        Connect(target, after, before, x => x.OrderDependencies);
        Connect(target, triggeredBy, triggers, x => x.TriggerDependencies);
        Connect(target, triggers, triggeredBy, x => x.Triggers);
        foreach (var (consumed, artifacts) in builder.Consumed)
        {
            if (Resolve(consumed, $"Target '{target.Name}' consumes what") is not { } source)
                continue;
            foreach (var artifact in artifacts.Length > 0 ? artifacts : [.. source.ArtifactProducts])
                target.ArtifactDependencies.Add(source, artifact);
        }

        return new TargetDefinition
        {
            Name = target.Name,
            Description = target.Description,
            Listed = target.Listed,
            IsDefault = target.IsDefault,
            DependsOn = Names(needs),
            DependentFor = Names(neededBy),
            Before = Names(before),
            After = Names(after),
            Triggers = Names(triggers),
            TriggeredBy = Names(triggeredBy),
            WhenSkipped = builder.WhenSkippedIsSkip switch { null => null, true => DependencySkip.Skip, false => DependencySkip.Execute },
            StaticConditions = target.StaticConditions.ConvertAll(x => new TargetCondition(x.Text, x.Delegate)),
            DynamicConditions = target.DynamicConditions.ConvertAll(x => new TargetCondition(x.Text, x.Delegate)),
            Actions = builder.EngineActions,
            AssuredAfterFailure = target.AssuredAfterFailure,
            ProceedAfterFailure = target.ProceedAfterFailure,
            Cache = builder.Cache is { } cache ? cache with { Values = new Dictionary<string, Func<string?>>(cache.Values) { ["build program"] = ProgramVersion.Find } } : null,
            Produces = target.ArtifactProducts,
        };
    }

    private List<ExecutableTarget> Related(TargetBuilder builder, Relation relation)
    {
        if (!builder.Relations.TryGetValue(relation, out var factories))
            return [];
        var related = new List<ExecutableTarget>(factories.Count);
        foreach (var factory in factories)
        {
            if (Resolve(factory, $"Target '{builder.Target.Name}', in {relation},") is { } target)
                related.Add(target);
        }

        return related;
    }

    private ExecutableTarget? Resolve(Delegate factory, string who)
    {
        if (_byFactory.TryGetValue(factory, out var target))
            return target;
        _problems.Add($"{who} refers to '{NameOf(factory.Method)}', which is no target of the build.");
        return null;
    }

    // The compiler calls the lambda of a property `Type+<>c.<get_Property>b__0`.
    private static string NameOf(MethodInfo method)
    {
        var (type, name) = (method.DeclaringType, method.Name);
        while (type is { DeclaringType: { } outer } && type.Name.StartsWith('<'))
            type = outer;
        if (name.StartsWith('<') && name.IndexOf('>') is > 0 and var end)
            name = name[1..end];
        return $"{type?.FullName?.Replace('+', '.')}.{(name.StartsWith("get_", StringComparison.Ordinal) ? name["get_".Length..] : name)}";
    }

    private static void Connect(ExecutableTarget target, List<ExecutableTarget> own, List<ExecutableTarget> others, Func<ExecutableTarget, List<ExecutableTarget>> list)
    {
        foreach (var other in own)
            AddOnce(list(target), other);
        foreach (var other in others)
            AddOnce(list(other), target);
    }

    private static void AddOnce(List<ExecutableTarget> list, ExecutableTarget target)
    {
        if (!list.Contains(target))
            list.Add(target);
    }

    private static List<string> Names(List<ExecutableTarget> targets) => targets.ConvertAll(x => x.Name);

    /// <summary>Delegates of one class share their hash code by default (it comes from the instance alone).</summary>
    private sealed class FactoryComparer : IEqualityComparer<Delegate>
    {
        public static FactoryComparer Instance { get; } = new();

        public bool Equals(Delegate? x, Delegate? y) => x is not null && x.Equals(y);

        public int GetHashCode(Delegate obj) => obj.Method.MetadataToken;
    }
}
