using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;
using Pipeline.Engine.Tests.Execution;

namespace Pipeline.Engine.Tests.Planning;

public sealed partial class PlannerProperties
{
    private static void ForAll(Arbitrary<Scenario> scenarios, Action<Scenario> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(scenarios, holds));

    private static Task Nothing(int target, CancellationToken token) => Task.CompletedTask;

    private static int[] NumbersOf(IEnumerable<string> names) => [.. names.Select(Scenario.NumberOf).Order()];

    [Fact]
    public void Exactly_what_is_needed_or_triggered_is_planned_and_exactly_the_right_part_of_it_skipped() => ForAll(Scenario.Acyclic(cancels: false), scenario =>
    {
        var (plan, model) = (scenario.Plan(Nothing), new Model(scenario));

        Assert.Equal(model.Planned.Order(), NumbersOf(plan.Targets.Select(x => x.Name)));
        Assert.Equal(model.Skipped.Order(), NumbersOf(plan.Targets.Where(x => x.SkipReason is not null).Select(x => x.Name)));
        Assert.Equal(scenario.Requested.Distinct().Select(Scenario.NameOf), plan.Requested);
    });

    [Fact]
    public void Every_target_comes_after_its_predecessors_and_waits_for_exactly_them() => ForAll(Scenario.Acyclic(cancels: false), scenario =>
    {
        var (plan, model) = (scenario.Plan(Nothing), new Model(scenario));

        var before = new HashSet<int>();
        foreach (var target in plan.Targets)
        {
            var predecessors = model.PredecessorsOf(Scenario.NumberOf(target.Name));
            Assert.Equal(predecessors.Order(), NumbersOf(target.WaitsFor));
            Assert.Subset(before, predecessors);
            before.Add(Scenario.NumberOf(target.Name));
        }
    });

    [Fact]
    public void Every_cause_is_true_and_what_is_needed_is_never_there_for_a_trigger() => ForAll(Scenario.Acyclic(cancels: false), scenario =>
    {
        var (plan, model) = (scenario.Plan(Nothing), new Model(scenario));

        foreach (var target in plan.Targets)
        {
            var number = Scenario.NumberOf(target.Name);
            var needs = model.DependenciesOf(number);
            if (target.Cause == "requested")
            {
                Assert.Contains(number, scenario.Requested);
            }
            else
            {
                var other = Scenario.NumberOf(target.Cause.Split(' ')[^1]);
                Assert.Contains(other, model.Planned);
                var isNeeded = target.Cause.StartsWith("needed by ", StringComparison.Ordinal);
                Assert.True(isNeeded ? model.DependenciesOf(other).Contains(number) : model.Triggers(other, number));
                Assert.True(isNeeded || !model.NeededByRequested.Contains(number));
                if (!isNeeded)
                    needs.Add(other);
            }

            Assert.Equal(needs.Order(), NumbersOf(target.Needs));
        }
    });

    [Fact]
    public void The_same_input_gives_the_same_plan() => ForAll(Scenario.Acyclic(cancels: false), scenario =>
        Assert.Equal(Text(scenario.Plan(Nothing)), Text(scenario.Plan(Nothing))));

    [Fact]
    public void A_graph_is_refused_exactly_if_it_has_a_cycle_and_every_cycle_reported_is_one() => ForAll(Scenario.Arbitrary(), scenario =>
    {
        var reaches = Reachability(scenario);
        var knots = Enumerable.Range(0, scenario.Targets.Count).Where(i => reaches[i, i])
            .Select(i => Enumerable.Range(0, scenario.Targets.Count).First(k => k == i || (reaches[i, k] && reaches[k, i]))).Distinct().Count();

        var problems = ProblemsOf(scenario);

        Assert.Equal(knots, problems.Count);
        Assert.All(problems, problem => Assert.True(IsCycle(scenario, problem), problem));
    });

    private static IReadOnlyList<string> ProblemsOf(Scenario scenario)
    {
        try
        {
            TargetGraph.Create(scenario.Declare(Nothing));
            return [];
        }
        catch (TargetGraphException exception)
        {
            return exception.Problems;
        }
    }

    private static bool IsCycle(Scenario scenario, string problem)
    {
        var hops = Hop().Matches(problem);
        var names = hops.Select(x => x.Groups["from"].Value).ToList();
        return hops.Count > 0
            && names.Distinct().Count() == names.Count
            && hops[^1].Groups["to"].Value == names[0]
            && hops.All(x => scenario.Edges.Any(edge =>
                edge.Late == Scenario.NumberOf(x.Groups["from"].Value) && edge.Early == Scenario.NumberOf(x.Groups["to"].Value)
                && x.Groups["relation"].Value == (edge.IsDependency ? "needs" : edge.IsTrigger ? "is triggered by" : "comes after")));
    }

    private static bool[,] Reachability(Scenario scenario)
    {
        var count = scenario.Targets.Count;
        var reaches = new bool[count, count];
        foreach (var edge in scenario.Edges)
            reaches[edge.Late, edge.Early] = true;
        for (var k = 0; k < count; k++)
        {
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < count; j++)
                    reaches[i, j] |= reaches[i, k] && reaches[k, j];
            }
        }

        return reaches;
    }

    private static string Text(Plan plan) => string.Join('\n', plan.Targets.Select(x =>
        $"{x.Name} {x.Cause} {x.SkipReason} needs {string.Join(' ', x.Needs)} waits for {string.Join(' ', x.WaitsFor)}"));

    [GeneratedRegex(@"(?<from>T\d+) (?<relation>needs|comes after|is triggered by) (?=(?<to>T\d+))")]
    private static partial Regex Hop();
}
