using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;
using Pipeline.Errors;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Planning;

public sealed class PlannerTests
{
    private static IEnumerable<string> NamesOf(Plan plan) => plan.Targets.Select(x => x.Name);

    [Fact]
    public void A_target_comes_after_everything_it_needs_and_nothing_else_is_planned()
    {
        var plan = Plan([Target("Test", "Compile"), Target("Compile", "Restore"), Target("Restore"), Target("Pack", "Compile")], "Test");

        Assert.Equal(["Restore", "Compile", "Test"], NamesOf(plan));
        Assert.Equal(["Test"], plan.Requested);
        Assert.Equal(["Compile"], plan.Targets[2].Needs);
    }

    [Fact]
    public void Targets_without_a_relation_keep_the_order_in_which_they_were_asked_for()
    {
        var plan = Plan([Target("A"), Target("B"), Target("C")], "C", "A", "B", "c");

        Assert.Equal(["C", "A", "B"], NamesOf(plan));
        Assert.Equal(["C", "A", "B"], plan.Requested);
    }

    [Fact]
    public void Dependencies_without_a_relation_keep_the_order_of_their_declaration() =>
        Assert.Equal(["C", "A", "B", "All"], NamesOf(Plan([Target("A"), Target("B"), Target("C"), Target("All", "C", "A", "B")], "All")));

    [Fact]
    public void Ordering_alone_brings_nothing_in_and_decides_only_between_planned_targets()
    {
        TargetDefinition[] targets = [Target("A") with { After = ["B"] }, Target("B"), Target("C") with { Before = ["B"] }];

        Assert.Equal(["A"], NamesOf(Plan(targets, "A")));
        var plan = Plan(targets, "A", "B", "C");
        Assert.Equal(["C", "B", "A"], NamesOf(plan));
        Assert.Empty(plan.Targets[2].Needs);
        Assert.Equal(["B"], plan.Targets[2].WaitsFor);
    }

    [Fact]
    public void A_triggered_target_comes_after_its_trigger_and_needs_it()
    {
        var plan = Plan([Target("Pack") with { Triggers = ["Publish"] }, Target("Publish", "Login"), Target("Login")], "Pack");

        Assert.Equal(["Pack", "Login", "Publish"], NamesOf(plan));
        Assert.Equal(["Login", "Pack"], plan.Targets[2].Needs);
        Assert.Equal(["requested", "needed by Publish", "triggered by Pack"], plan.Targets.Select(x => x.Cause));
    }

    [Fact]
    public void A_trigger_declared_at_the_triggered_target_is_the_same() =>
        Assert.Equal(["Pack", "Publish"], NamesOf(Plan([Target("Publish") with { TriggeredBy = ["Pack"] }, Target("Pack")], "Pack")));

    [Fact]
    public void A_target_that_is_needed_and_triggered_waits_for_its_trigger_without_needing_it()
    {
        var plan = Plan([Target("All", "Pack", "Publish"), Target("Pack") with { Triggers = ["Publish"] }, Target("Publish")], "All");

        var publish = plan.Targets.Single(x => x.Name == "Publish");
        Assert.Equal("needed by All", publish.Cause);
        Assert.Empty(publish.Needs);
        Assert.Equal(["Pack"], publish.WaitsFor);
    }

    [Fact]
    public void A_dependency_declared_at_the_other_side_is_planned_like_any_other()
    {
        var plan = Plan([Target("Sign") with { DependentFor = ["Pack"] }, Target("Pack")], "Pack");

        Assert.Equal(["Sign", "Pack"], NamesOf(plan));
        Assert.Equal("needed by Pack", plan.Targets[0].Cause);
    }

    [Fact]
    public void Without_a_name_the_default_target_is_planned() =>
        Assert.Equal(["B"], Plan([Target("A"), Target("B") with { IsDefault = true }]).Requested);

    [Fact]
    public void Without_a_name_and_a_default_nothing_can_be_planned()
    {
        var exception = Assert.Throws<PipelineException>(() => Plan([Target("A")]));

        Assert.Equal((TargetErrors.NoTarget, 2), (exception.Code, exception.ExitCode));
    }

    [Fact]
    public void All_unknown_names_are_reported_at_once_those_to_skip_too()
    {
        var exception = Assert.Throws<PipelineException>(() => Plan([Target("A")], new PlanRequest { Targets = ["X", "A", "Y", "x"], Skip = ["Z"] }));

        Assert.Equal((TargetErrors.UnknownTarget, 2), (exception.Code, exception.ExitCode));
        Assert.All(["'X'", "'Y'", "'Z'"], x => Assert.Contains(x, exception.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("'x'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_comes_with_near_misses()
    {
        var exception = Assert.Throws<PipelineException>(() => Plan([Target("Compile"), Target("Publish")], "Compil"));

        Assert.Contains("Unknown target 'Compil'. Did you mean 'Compile'?", exception.Message, StringComparison.Ordinal);
    }
}
