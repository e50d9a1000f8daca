using Pipeline.Components.Workflows;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Workflows;

public sealed class StagePlannerTests
{
    [Fact]
    public void What_an_earlier_stage_leaves_is_taken_and_its_target_skipped()
    {
        var stages = Plan(new DeliverySettings());

        Assert.Equal(["compile"], Needs(stages, "test"));
        Assert.Equal(["test"], Needs(stages, "gates"));
        Assert.Equal(["Test"], stages["gates"].Skips);
        Assert.Equal(["gates"], Needs(stages, "image"));
        Assert.Equal(["image"], Needs(stages, "scan"));
        Assert.Equal(["test", "gates", "image", "scan"], Needs(stages, "sign"));
        Assert.Equal(["output/environment-check.json", "output/evidence", "output/manifest-findings"], stages["gates"].Paths);
        Assert.Equal("output", stages["gates"].ArtifactRoot);
    }

    [Fact]
    public void What_ran_as_a_dependency_and_is_handed_over_is_not_made_again()
    {
        var stages = Plan(new DeliverySettings());

        // BuildOpsImage is in no stage: Sbom needed it, and its files lie where the stage hands over.
        Assert.All(["scan", "sign"], x => Assert.Equal(["BuildImage", "BuildOpsImage"], stages[x].Skips));
        var alone = new StagePlanner(new DeliverySettings { Stages = [new() { Id = "image", Targets = ["BuildImage", "Sbom"] }, new() { Id = "scan", Targets = ["ScanImage"] }] }, SampleTargets.All(), SampleTargets.Root).Plan();
        Assert.Equal(["BuildImage"], alone[1].Skips);
    }

    [Fact]
    public void A_target_without_files_runs_again()
    {
        var test = Plan(new DeliverySettings())["test"];

        Assert.DoesNotContain("Compile", test.Skips);
        Assert.Empty(test.Takes);
    }

    [Fact]
    public void What_a_later_stage_runs_is_not_triggered_before() => Assert.Equal(["CheckCoverage"], Plan(new DeliverySettings())["test"].Skips);

    [Fact]
    public void What_depends_on_the_environment_runs_again()
    {
        var stages = Plan(new DeliverySettings());

        Assert.DoesNotContain("ValidateManifests", stages["staging"].Skips);
        Assert.Equal(["test", "gates", "image", "scan", "sign"], Needs(stages, "staging"));
    }

    [Fact]
    public void What_is_consumed_is_taken()
    {
        var targets = SampleTargets.All();
        SampleTargets.Named(targets, "ScanImage").ArtifactDependencies.Add(SampleTargets.Named(targets, "CheckEnvironment"), $"{SampleTargets.Root}/output/environment-check.json");

        var stages = new StagePlanner(new DeliverySettings(), targets, SampleTargets.Root).Plan();

        Assert.Equal(["gates", "image"], stages.Single(x => x.Stage.Id == "scan").Takes.Select(x => x.Stage.Id.Text));
    }

    [Fact]
    public void A_partitioned_target_is_a_matrix() => Assert.Equal(("Test", 3), new StagePlanner(new DeliverySettings(), SampleTargets.All(3), SampleTargets.Root).Plan()[1].Partition);

    [Fact]
    public void Stages_that_contradict_each_other_are_refused()
    {
        Assert.Contains("is in the stages 'one' and 'two'", Refused(new() { Id = "one", Targets = ["Test"] }, new() { Id = "two", Targets = ["Test"] }), StringComparison.Ordinal);
        Assert.Contains("takes files of 'two', which doesn't come before it", Refused(new() { Id = "one", Targets = ["Test"], Takes = ["two"] }, new() { Id = "two", Targets = ["Audit"] }), StringComparison.Ordinal);
        Assert.Contains("takes files of 'one', which leaves none", Refused(new() { Id = "one", Targets = ["Compile"] }, new() { Id = "two", Targets = ["Audit"], Takes = ["one"] }), StringComparison.Ordinal);
    }

    private static string Refused(params DeliveryStage[] stages)
    {
        var error = Assert.Throws<PipelineException>(() => new StagePlanner(new DeliverySettings { Stages = stages }, SampleTargets.All(), SampleTargets.Root).Plan());
        Assert.Equal(WorkflowComponentErrors.InvalidStages, error.Code);
        return error.Message;
    }

    private static IEnumerable<string> Needs(Dictionary<string, PlannedStage> stages, string id) => stages[id].Needs.Select(x => x.Text);

    private static Dictionary<string, PlannedStage> Plan(DeliverySettings settings) =>
        new StagePlanner(settings, SampleTargets.All(), SampleTargets.Root).Plan().ToDictionary(x => x.Stage.Id.Text);
}
