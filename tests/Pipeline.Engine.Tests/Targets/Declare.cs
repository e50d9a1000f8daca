using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Tests.Targets;

/// <summary>Short ways to declare targets and plan them.</summary>
internal static class Declare
{
    public static TargetDefinition Target(string name, params string[] dependsOn) => new() { Name = name, DependsOn = dependsOn };

    public static TargetDefinition Doing(this TargetDefinition target, Action action) => target.Doing(_ =>
    {
        action();
        return Task.CompletedTask;
    });

    public static TargetDefinition Doing(this TargetDefinition target, Func<CancellationToken, Task> action) =>
        target with { Actions = [.. target.Actions, action] };

    public static TargetDefinition Failing(this TargetDefinition target, string message = "it broke") =>
        target.Doing(() => throw new InvalidOperationException(message));

    public static TargetDefinition When(this TargetDefinition target, string text, bool isMet) =>
        target with { StaticConditions = [.. target.StaticConditions, new TargetCondition(text, () => isMet)] };

    public static Plan Plan(IReadOnlyList<TargetDefinition> targets, params string[] requested) =>
        Planner.Create(TargetGraph.Create(targets), new PlanRequest { Targets = requested });

    public static Plan Plan(IReadOnlyList<TargetDefinition> targets, PlanRequest request) =>
        Planner.Create(TargetGraph.Create(targets), request);
}
