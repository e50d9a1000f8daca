using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Tooling;
using Pipeline.Authoring;
using Pipeline.Engine.Caching;

namespace Nuke.Common.Execution;

/// <summary>Collects what one target says about itself. Other targets stay delegates until all are known.</summary>
internal sealed class TargetBuilder(NukeBuild build, ExecutableTarget target, MemberInfo member) : ITargetDefinition, IEngineTargetDefinition
{
    private readonly Stack<PropertyInfo> _inherited = new(member is PropertyInfo property ? [property] : []);

    public ExecutableTarget Target { get; } = target;

    public bool? WhenSkippedIsSkip { get; private set; }

    public CacheSpec? Cache { get; private set; }

    public List<Func<CancellationToken, Task>> EngineActions { get; } = [];

    public List<Requirement> Requirements { get; } = [];

    public Dictionary<Relation, List<Delegate>> Relations { get; } = [];

    public List<(Delegate Target, string[] Artifacts)> Consumed { get; } = [];

    public void AddAction(Func<CancellationToken, Task> action) => EngineActions.Add(action);

    public void ConfigureCache(Func<CacheSpec, CacheSpec> change) => Cache = change(Cache ?? new CacheSpec());

    public ITargetDefinition Description(string description)
    {
        Target.Description = description;
        return this;
    }

    public ITargetDefinition Executes(params Action[] actions)
    {
        foreach (var action in actions)
        {
            EngineActions.Add(_ =>
            {
                action();
                return Task.CompletedTask;
            });
        }

        return this;
    }

    public ITargetDefinition Executes<T>(Func<T> action) => Executes(() => { action(); });

    public ITargetDefinition Executes(Func<Task> action)
    {
        EngineActions.Add(_ => action());
        return this;
    }

    public ITargetDefinition DependsOn(params Target[] targets) => Relate(Relation.DependsOn, targets);

    public ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets) => Relate(Relation.DependsOn, Resolve(targets));

    public ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets) => Relate(Relation.DependsOn, TryResolve(targets));

    public ITargetDefinition DependentFor(params Target[] targets) => Relate(Relation.DependentFor, targets);

    public ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets) => Relate(Relation.DependentFor, Resolve(targets));

    public ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets) => Relate(Relation.DependentFor, TryResolve(targets));

    public ITargetDefinition Before(params Target[] targets) => Relate(Relation.Before, targets);

    public ITargetDefinition Before<T>(params Func<T, Target>[] targets) => Relate(Relation.Before, Resolve(targets));

    public ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets) => Relate(Relation.Before, TryResolve(targets));

    public ITargetDefinition After(params Target[] targets) => Relate(Relation.After, targets);

    public ITargetDefinition After<T>(params Func<T, Target>[] targets) => Relate(Relation.After, Resolve(targets));

    public ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets) => Relate(Relation.After, TryResolve(targets));

    public ITargetDefinition Triggers(params Target[] targets) => Relate(Relation.Triggers, targets);

    public ITargetDefinition Triggers<T>(params Func<T, Target>[] targets) => Relate(Relation.Triggers, Resolve(targets));

    public ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets) => Relate(Relation.Triggers, TryResolve(targets));

    public ITargetDefinition TriggeredBy(params Target[] targets) => Relate(Relation.TriggeredBy, targets);

    public ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets) => Relate(Relation.TriggeredBy, Resolve(targets));

    public ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets) => Relate(Relation.TriggeredBy, TryResolve(targets));

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string? conditionExpression = null)
    {
        Target.DynamicConditions.Add((ConditionText(conditionExpression), condition));
        return this;
    }

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string? conditionExpression = null)
    {
        Target.StaticConditions.Add((ConditionText(conditionExpression), condition));
        return this;
    }

    public ITargetDefinition Requires<T>(Expression<Func<T>> parameterRequirement, params Expression<Func<T>>[] parameterRequirements)
        where T : class => Require([parameterRequirement, .. parameterRequirements]);

    public ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct => Require([parameterRequirement, .. parameterRequirements]);

    public ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements) =>
        Require([requirement, .. requirements]);

    public ITargetDefinition Requires<T>()
        where T : IRequireTool => RequireTool(typeof(T), version: null);

    public ITargetDefinition Requires<T>(string version)
        where T : IRequireToolWithVersion => RequireTool(typeof(T), version);

    public ITargetDefinition Requires(Expression<Func<Tool>> tool, params Expression<Func<Tool>>[] tools) => Require([tool, .. tools]);

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior)
    {
        Target.DependencyBehavior = dependencyBehavior;
        WhenSkippedIsSkip = dependencyBehavior == DependencyBehavior.Skip;
        return this;
    }

    public ITargetDefinition AssuredAfterFailure()
    {
        Target.AssuredAfterFailure = true;
        return this;
    }

    public ITargetDefinition ProceedAfterFailure()
    {
        Target.ProceedAfterFailure = true;
        return this;
    }

    public ITargetDefinition Unlisted()
    {
        Target.Listed = false;
        return this;
    }

    public ITargetDefinition Base()
    {
        var current = _inherited.TryPeek(out var top) ? top : throw new InvalidOperationException($"Target '{Target.Name}' has no base.");
        var overridden = TargetInheritance.BaseOf(current)
            ?? throw new InvalidOperationException($"Target '{Target.Name}' calls Base(), but '{current.DeclaringType?.Name}.{current.Name}' overrides nothing. Remove Base(), or mark the property 'override'.");
        return InheritFrom(overridden);
    }

    public ITargetDefinition Inherit(params Target[] targets)
    {
        foreach (var inherited in targets)
            inherited(this);
        return this;
    }

    public ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets)
    {
        foreach (var expression in targets)
            InheritFrom((PropertyInfo)((MemberExpression)expression.Body).Member);
        return this;
    }

    public ITargetDefinition Produces(params string[] artifacts)
    {
        Target.ArtifactProducts.AddRange(artifacts);
        return this;
    }

    public ITargetDefinition Consumes(params Target[] targets)
    {
        foreach (var consumed in targets)
            Consumed.Add((consumed, []));
        return this;
    }

    public ITargetDefinition Consumes<T>(params Func<T, Target>[] targets) => Consumes(Resolve(targets));

    public ITargetDefinition Consumes(Target target, params string[] artifacts)
    {
        Consumed.Add((target, artifacts));
        return this;
    }

    public ITargetDefinition Consumes<T>(Func<T, Target> target, params string[] artifacts) => Consumes(Resolve([target])[0], artifacts);

    public ITargetDefinition Consumes<T>(params string[] artifacts) => Consumes(Resolve<T>([])[0], artifacts);

    public ITargetDefinition DependsOnContext<T>()
        where T : INukeBuild => Relate(Relation.DependsOn, ComponentTargets.AllOf(build, typeof(T)));

    public ITargetDefinition Partition(int size)
    {
        Target.PartitionSize = size;
        return this;
    }

    private static string ConditionText(string? expression) =>
        expression is null ? "condition" : expression.StartsWith("() => ", StringComparison.Ordinal) ? expression["() => ".Length..] : expression;

    private TargetBuilder Relate(Relation relation, IReadOnlyList<Target> targets)
    {
        if (!Relations.TryGetValue(relation, out var related))
            Relations.Add(relation, related = []);
        foreach (var other in targets)
            related.Add(other);
        return this;
    }

    private TargetBuilder Require(IEnumerable<LambdaExpression> expressions)
    {
        foreach (var expression in expressions)
        {
            Target.DelegateRequirements.Add(expression);
            Requirements.Add(new Requirement(expression));
        }

        return this;
    }

    private TargetBuilder RequireTool(Type tool, string? version)
    {
        Requirements.Add(new Requirement(tool, version));
        return this;
    }

    private TargetBuilder InheritFrom(PropertyInfo property)
    {
        _inherited.Push(property);
        TargetInheritance.NonVirtualValue(property, build)(this);
        _inherited.Pop();
        return this;
    }

    private Target[] Resolve<T>(Func<T, Target>[] targets) =>
        build is T component
            ? ComponentTargets.Of(build, component, targets)
            : throw new InvalidOperationException($"Target '{Target.Name}' refers to component '{typeof(T).Name}', which '{build.GetType().Name}' doesn't implement. Add it to the build's interfaces, or use the Try… form.");

    private Target[] TryResolve<T>(Func<T, Target>[] targets) => build is T component ? ComponentTargets.Of(build, component, targets) : [];
}
