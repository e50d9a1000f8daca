using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>What a target says about itself; each method gives the definition back.</summary>
public interface ITargetDefinition
{
    /// <summary>A line for <c>--help</c>.</summary>
    ITargetDefinition Description(string description);

    /// <summary>What the target does, in order.</summary>
    ITargetDefinition Executes(params Action[] actions);

    /// <summary>What the target does; the result is dropped.</summary>
    ITargetDefinition Executes<T>(Func<T> action);

    /// <summary>What the target does; it is done when the task is.</summary>
    ITargetDefinition Executes(Func<Task> action);

    /// <summary>Targets that must be done before this one.</summary>
    ITargetDefinition DependsOn(params Target[] targets);

    /// <summary>Targets that must be done before this one. They are those of component <typeparamref name="T"/>; without any, its only target.</summary>
    ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>Targets that must be done before this one. They are those of component <typeparamref name="T"/>, if the build has it.</summary>
    ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>Targets that this one must be done for.</summary>
    ITargetDefinition DependentFor(params Target[] targets);

    /// <summary>Targets that this one must be done for. They are those of component <typeparamref name="T"/>; without any, its only target.</summary>
    ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>Targets that this one must be done for. They are those of component <typeparamref name="T"/>, if the build has it.</summary>
    ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>Targets that come after this one, if they run.</summary>
    ITargetDefinition Before(params Target[] targets);

    /// <summary>Targets that come after this one, if they run. They are those of component <typeparamref name="T"/>; without any, its only target.</summary>
    ITargetDefinition Before<T>(params Func<T, Target>[] targets);

    /// <summary>Targets that come after this one, if they run. They are those of component <typeparamref name="T"/>, if the build has it.</summary>
    ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets);

    /// <summary>Targets that come before this one, if they run.</summary>
    ITargetDefinition After(params Target[] targets);

    /// <summary>Targets that come before this one, if they run. They are those of component <typeparamref name="T"/>; without any, its only target.</summary>
    ITargetDefinition After<T>(params Func<T, Target>[] targets);

    /// <summary>Targets that come before this one, if they run. They are those of component <typeparamref name="T"/>, if the build has it.</summary>
    ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets);

    /// <summary>Targets that run after this one, whenever it runs.</summary>
    ITargetDefinition Triggers(params Target[] targets);

    /// <summary>Targets that run after this one, whenever it runs. They are those of component <typeparamref name="T"/>; without any, its only target.</summary>
    ITargetDefinition Triggers<T>(params Func<T, Target>[] targets);

    /// <summary>Targets that run after this one, whenever it runs. They are those of component <typeparamref name="T"/>, if the build has it.</summary>
    ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets);

    /// <summary>Targets after which this one runs, whenever they do.</summary>
    ITargetDefinition TriggeredBy(params Target[] targets);

    /// <summary>Targets after which this one runs, whenever they do. They are those of component <typeparamref name="T"/>; without any, its only target.</summary>
    ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>Targets after which this one runs, whenever they do. They are those of component <typeparamref name="T"/>, if the build has it.</summary>
    ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>Runs only if the condition holds when the target's turn comes.</summary>
    ITargetDefinition OnlyWhenDynamic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Runs only if the condition holds before anything runs.</summary>
    ITargetDefinition OnlyWhenStatic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Members that must have a value before anything runs.</summary>
    ITargetDefinition Requires<T>(Expression<Func<T>> parameterRequirement, params Expression<Func<T>>[] parameterRequirements)
        where T : class;

    /// <summary>Members that must have a value before anything runs.</summary>
    ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct;

    /// <summary>Conditions that must hold before anything runs.</summary>
    ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements);

    /// <summary>A tool that must be there before anything runs.</summary>
    ITargetDefinition Requires<T>()
        where T : IRequireTool;

    /// <summary>A tool that must be there, in this version, before anything runs.</summary>
    ITargetDefinition Requires<T>(string version)
        where T : IRequireToolWithVersion;

    /// <summary>Tools that must be found before anything runs.</summary>
    ITargetDefinition Requires(Expression<Func<Tool>> tool, params Expression<Func<Tool>>[] tools);

    /// <summary>What the dependencies do when this target is skipped.</summary>
    ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior);

    /// <summary>Runs even if an earlier target failed.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>The build goes on if this target fails, and fails at its end.</summary>
    ITargetDefinition ProceedAfterFailure();

    /// <summary>Keeps the target out of <c>--help</c>.</summary>
    ITargetDefinition Unlisted();

    /// <summary>Takes over what the overridden target of the base class says.</summary>
    ITargetDefinition Base();

    /// <summary>Takes over what other targets say.</summary>
    ITargetDefinition Inherit(params Target[] targets);

    /// <summary>Takes over what targets of component <typeparamref name="T"/> say, as the component itself declares them.</summary>
    ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets);

    /// <summary>Files that the target leaves (globs).</summary>
    ITargetDefinition Produces(params string[] artifacts);

    /// <summary>Targets whose artifacts this one takes.</summary>
    ITargetDefinition Consumes(params Target[] targets);

    /// <summary>Targets of component <typeparamref name="T"/> whose artifacts this one takes.</summary>
    ITargetDefinition Consumes<T>(params Func<T, Target>[] targets);

    /// <summary>Some of a target's artifacts, which this one takes.</summary>
    ITargetDefinition Consumes(Target target, params string[] artifacts);

    /// <summary>Some of the artifacts of a component's target, which this one takes.</summary>
    ITargetDefinition Consumes<T>(Func<T, Target> target, params string[] artifacts);

    /// <summary>Some of the artifacts of a component's only target, which this one takes.</summary>
    ITargetDefinition Consumes<T>(params string[] artifacts);

    /// <summary>Depends on every target of component <typeparamref name="T"/>.</summary>
    ITargetDefinition DependsOnContext<T>()
        where T : INukeBuild;

    /// <summary>Into how many parts a build server may split it. Default 1.</summary>
    ITargetDefinition Partition(int size);
}
