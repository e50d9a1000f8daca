using Pipeline.Engine.Targets;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Targets;

public sealed class TargetGraphTests
{
    [Fact]
    public void Targets_keep_the_order_of_their_declaration_and_are_found_without_regard_to_case()
    {
        var graph = TargetGraph.Create([Target("Compile"), Target("Test", "Compile")]);

        Assert.Equal(["Compile", "Test"], graph.Targets.Select(x => x.Name));
        Assert.Equal("Compile", graph.Find("cOMPILE")?.Name);
        Assert.Null(graph.Find("Pack"));
    }

    [Fact]
    public void A_relation_is_the_same_declared_on_either_side_or_on_both()
    {
        var graph = TargetGraph.Create([
            Target("A") with { DependentFor = ["B"], Before = ["C"], Triggers = ["D"] },
            Target("B", "a"),
            Target("C") with { After = ["A"] },
            Target("D") with { TriggeredBy = ["A"] },
        ]);

        Assert.Equal(["A"], graph.DependenciesOf("B"));
        Assert.Equal(["A"], graph.OrderedAfter("C"));
        Assert.Equal(["D"], graph.TriggersOf("A"));
    }

    [Fact]
    public void Two_targets_of_one_name_are_refused()
    {
        var exception = Assert.Throws<TargetGraphException>(() => TargetGraph.Create([Target("Test"), Target("Test")]));

        Assert.Equal(["Target 'Test' is declared twice. Rename one of them."], exception.Problems);
        Assert.Equal(TargetErrors.InvalidGraph, exception.Code);
        Assert.Equal(2, exception.ExitCode);
    }

    [Fact]
    public void Names_that_differ_in_case_alone_are_refused_with_both_spellings()
    {
        var exception = Assert.Throws<TargetGraphException>(() => TargetGraph.Create([Target("Test"), Target("TEST")]));

        Assert.Contains("'TEST' is declared twice (as 'Test' too; case doesn't count)", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, TargetDefinition> UnknownNames() => new()
    {
        { "depends on", Target("A", "Nowhere") },
        { "is a dependency for", Target("A") with { DependentFor = ["Nowhere"] } },
        { "comes after", Target("A") with { After = ["Nowhere"] } },
        { "comes before", Target("A") with { Before = ["Nowhere"] } },
        { "triggers", Target("A") with { Triggers = ["Nowhere"] } },
        { "is triggered by", Target("A") with { TriggeredBy = ["Nowhere"] } },
    };

    [Theory]
    [MemberData(nameof(UnknownNames))]
    public void An_unknown_name_is_reported_with_the_relation_that_names_it(string relation, TargetDefinition target)
    {
        var exception = Assert.Throws<TargetGraphException>(() => TargetGraph.Create([target]));

        Assert.StartsWith($"Target 'A' {relation} 'Nowhere', which doesn't exist.", Assert.Single(exception.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var exception = Assert.Throws<TargetGraphException>(() => TargetGraph.Create([
            Target("A", "Nowhere") with { After = ["Neverland"] }, Target("B"), Target("b")]));

        Assert.Equal(3, exception.Problems.Count);
        Assert.All(["'Nowhere'", "'Neverland'", "'b'"], x => Assert.Contains(x, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_name_in_a_relation_comes_with_near_misses()
    {
        var exception = Assert.Throws<TargetGraphException>(() => TargetGraph.Create([Target("Compile"), Target("Test", "Complie")]));

        Assert.Equal("Target 'Test' depends on 'Complie', which doesn't exist. Did you mean 'Compile'?", Assert.Single(exception.Problems));
    }
}
