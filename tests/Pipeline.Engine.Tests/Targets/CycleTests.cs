using Pipeline.Engine.Targets;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Targets;

public sealed class CycleTests
{
    private static IReadOnlyList<string> ProblemsOf(params TargetDefinition[] targets) =>
        Assert.Throws<TargetGraphException>(() => TargetGraph.Create(targets)).Problems;

    [Fact]
    public void A_cycle_is_reported_with_its_full_path()
    {
        var problem = Assert.Single(ProblemsOf(Target("A", "B"), Target("B", "C"), Target("C", "A"), Target("D", "A")));

        Assert.Equal("Targets go round in a circle: A needs B needs C needs A. Remove one of these relations.", problem);
    }

    [Fact]
    public void A_target_that_needs_itself_is_a_cycle() =>
        Assert.Contains(": A needs A.", Assert.Single(ProblemsOf(Target("A", "A"))), StringComparison.Ordinal);

    [Fact]
    public void A_cycle_over_every_kind_of_relation_names_each()
    {
        var problem = Assert.Single(ProblemsOf(
            Target("A", "B"),
            Target("B") with { After = ["C"] },
            Target("C"),
            Target("D") with { Triggers = ["C"], DependsOn = ["A"] }));

        Assert.Contains(": A needs B comes after C is triggered by D needs A.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trigger_of_what_one_needs_is_a_cycle() =>
        Assert.Contains(": A needs B is triggered by A.", Assert.Single(ProblemsOf(Target("A", "B") with { Triggers = ["B"] }, Target("B"))), StringComparison.Ordinal);

    [Fact]
    public void Separate_cycles_are_all_reported()
    {
        var problems = ProblemsOf(Target("A", "B"), Target("B", "A"), Target("C"), Target("D", "E", "C"), Target("E", "D", "A"));

        Assert.Equal(2, problems.Count);
        Assert.Contains(problems, x => x.Contains(": A needs B needs A.", StringComparison.Ordinal));
        Assert.Contains(problems, x => x.Contains(": D needs E needs D.", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_knot_of_cycles_the_shortest_way_round_its_first_target_is_shown()
    {
        var problem = Assert.Single(ProblemsOf(Target("A", "B", "C"), Target("B", "D"), Target("C", "A"), Target("D", "A")));

        Assert.Contains(": A needs C needs A.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_neither_overflows_the_stack_nor_is_refused()
    {
        var chain = Enumerable.Range(0, 20_000).Select(i => i == 0 ? Target("T0") : Target($"T{i}", $"T{i - 1}")).ToList();

        var graph = TargetGraph.Create(chain);

        Assert.Equal(20_000, graph.Targets.Count);
        chain[0] = Target("T0", "T19999");
        Assert.Single(ProblemsOf([.. chain]));
    }
}
