using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;
using Pipeline.Engine.Tests.Targets;

namespace Pipeline.Engine.Tests.Execution;

/// <summary>Runs targets, with a bound on how long that may take.</summary>
internal static class Run
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public static Task<RunResult> TargetsAsync(IReadOnlyList<TargetDefinition> targets, ExecutionOptions? options = null, IReadOnlyList<IRunObserver>? observers = null, Func<string, string>? redact = null, CancellationToken cancellationToken = default) =>
        PlanAsync(Declare.Plan(targets, [.. targets.Select(x => x.Name)]), options, observers, redact, cancellationToken);

    public static Task<RunResult> PlanAsync(Plan plan, ExecutionOptions? options = null, IReadOnlyList<IRunObserver>? observers = null, Func<string, string>? redact = null, CancellationToken cancellationToken = default)
    {
        var log = new RunLog(observers ?? [], redact ?? (x => x), TimeProvider.System);

        // On a thread of its own: targets that block must not block the test that lets them go.
        return Task.Run(() => new Executor(plan, options ?? new ExecutionOptions(), log).RunAsync(cancellationToken), CancellationToken.None).WaitAsync(Bound, CancellationToken.None);
    }

    public static string Statuses(this RunResult result) => string.Join(' ', result.Targets.Select(x => $"{x.Name}:{x.Status}"));
}
