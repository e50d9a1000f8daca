using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;
using Pipeline.Errors;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Planning;

public sealed class SkipTests
{
    private static Dictionary<string, string> SkippedIn(Plan plan) =>
        plan.Targets.Where(x => x.SkipReason is not null).ToDictionary(x => x.Name, x => x.SkipReason!);

    private static readonly TargetDefinition[] Chain = [Target("Restore"), Target("Compile", "Restore"), Target("Test", "Compile"), Target("Lint", "Restore")];

    [Fact]
    public void Skipping_a_target_skips_what_only_it_needed()
    {
        var skipped = SkippedIn(Plan(Chain, new PlanRequest { Targets = ["Test"], Skip = ["compile"] }));

        Assert.Equal(new() { ["Compile"] = "--skip", ["Restore"] = "only Compile (skipped) needed it" }, skipped);
    }

    [Fact]
    public void What_another_target_needs_is_not_skipped_along() =>
        Assert.Equal(["Compile"], SkippedIn(Plan(Chain, new PlanRequest { Targets = ["Test", "Lint"], Skip = ["Compile"] })).Keys);

    [Fact]
    public void What_was_asked_for_is_not_skipped_along() =>
        Assert.Equal(["Test"], SkippedIn(Plan(Chain, new PlanRequest { Targets = ["Test", "Compile"], Skip = ["Test"] })).Keys);

    [Fact]
    public void What_several_skipped_targets_needed_names_them_all()
    {
        var skipped = SkippedIn(Plan([Target("A", "C", "B"), Target("B", "C"), Target("C")], new PlanRequest { Targets = ["A"], Skip = ["A"] }));

        Assert.Equal("only A, B (skipped) needed it", skipped["C"]);
    }

    [Fact]
    public void What_only_a_skipped_target_triggers_is_skipped_along()
    {
        var skipped = SkippedIn(Plan([Target("Pack") with { Triggers = ["Publish"] }, Target("Publish")], new PlanRequest { Targets = ["Pack"], Skip = ["Pack"] }));

        Assert.Equal(["Pack", "Publish"], skipped.Keys);
    }

    [Fact]
    public void Skip_alone_leaves_only_what_was_asked_for() =>
        Assert.Equal(["Restore", "Compile"], SkippedIn(Plan(Chain, new PlanRequest { Targets = ["Test"], SkipAllOthers = true })).Keys);

    [Fact]
    public void An_unmet_static_condition_skips_the_target_and_runs_what_it_needs()
    {
        var plan = Plan([Target("A"), Target("B", "A").When("Yes", true).When("IsServerBuild", false)], "B");

        Assert.Equal(new() { ["B"] = "IsServerBuild" }, SkippedIn(plan));
    }

    [Fact]
    public void A_condition_with_skip_takes_along_what_only_its_target_needed()
    {
        var plan = Plan([Target("A"), Target("B", "A").When("No", false) with { WhenSkipped = DependencySkip.Skip }, Target("C", "B")], "C");

        Assert.Equal(["A", "B"], SkippedIn(plan).Keys.Order());
    }

    [Fact]
    public void A_target_skipped_by_name_with_execute_runs_what_it_needs()
    {
        var plan = Plan([Target("A"), Target("B", "A") with { WhenSkipped = DependencySkip.Execute }], new PlanRequest { Targets = ["B"], Skip = ["B"] });

        Assert.Equal(["B"], SkippedIn(plan).Keys);
    }

    [Fact]
    public void The_request_decides_how_a_condition_is_asked() =>
        Assert.Empty(SkippedIn(Plan([Target("A").When("No", false)], new PlanRequest { Targets = ["A"], IsMet = _ => true })));

    [Fact]
    public void A_condition_that_throws_is_an_error_that_names_it()
    {
        var target = Target("A") with { StaticConditions = [new TargetCondition("Version.Major > 1", () => throw new FormatException("no number"))] };

        var exception = Assert.Throws<PipelineException>(() => Plan([target], "A"));

        Assert.Equal(TargetErrors.ConditionFailed, exception.Code);
        Assert.Contains("Target 'A': its condition 'Version.Major > 1' threw FormatException: no number", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_done_before_is_skipped_whatever_its_case_and_the_rest_runs()
    {
        var plan = Plan(Chain, new PlanRequest { Targets = ["Test"], AlreadyDone = ["restore", "Gone"] });

        Assert.Equal(new() { ["Restore"] = "done in the run before" }, SkippedIn(plan));
    }

    [Fact]
    public void A_target_done_before_takes_nothing_along_even_where_skipping_it_would()
    {
        // Its dependency failed before, and was allowed to.
        var plan = Plan([Target("A"), Target("B", "A") with { WhenSkipped = DependencySkip.Skip }, Target("C", "B")], new PlanRequest { Targets = ["C"], AlreadyDone = ["B"] });

        Assert.Equal(["B"], SkippedIn(plan).Keys);
    }
}
