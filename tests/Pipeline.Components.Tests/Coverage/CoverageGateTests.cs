using Pipeline.Components.Coverage;

namespace Pipeline.Components.Tests.Coverage;

public sealed class CoverageGateTests
{
    private static readonly TestFigures AllRan = new() { Passed = 10, Failed = 0, Skipped = 0 };
    private static readonly TestFigures OneSkipped = new() { Passed = 9, Failed = 0, Skipped = 1, SkipReasons = ["skopeo is missing"] };

    [Fact]
    public void Enough_coverage_with_all_tests_run_passes_with_its_figures()
    {
        var verdict = new CoverageGate().Decide(Figures(lines: 90, branches: 80), AllRan);

        Assert.Equal(GateState.Passed, verdict.State);
        Assert.Contains("90.0 %", verdict.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_lines_and_too_few_branches_are_reported_together()
    {
        var verdict = new CoverageGate().Decide(Figures(lines: 80, branches: 60), AllRan);

        Assert.Equal(GateState.Failed, verdict.State);
        Assert.Equal(2, verdict.Reasons.Count);
    }

    [Fact]
    public void A_gate_whose_tests_were_skipped_is_not_evaluated_and_says_which_component_is_missing()
    {
        var verdict = new CoverageGate().Decide(Figures(lines: 99, branches: 99), OneSkipped);

        Assert.Equal(GateState.NotEvaluated, verdict.State);
        Assert.Contains("skopeo is missing", verdict.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_floor_of_the_fast_tests_holds_where_tests_were_skipped_too()
    {
        var verdict = new CoverageGate().Decide(Figures(lines: 74, branches: 99), OneSkipped);

        Assert.Equal(GateState.Failed, verdict.State);
        Assert.Contains("floor of 75 %", verdict.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void No_measured_line_is_a_failure_and_no_pass()
    {
        var verdict = new CoverageGate().Decide(new CoverageFigures { Lines = 0, CoveredLines = 0, Branches = 0, CoveredBranches = 0 }, AllRan);

        Assert.Equal(GateState.Failed, verdict.State);
    }

    [Fact]
    public void An_expected_assembly_that_no_report_has_is_a_failure()
    {
        var verdict = new CoverageGate { ExpectedAssemblies = ["AgentKit.Server"] }.Decide(Figures(lines: 99, branches: 99), AllRan);

        Assert.Equal(GateState.Failed, verdict.State);
        Assert.Contains("'AgentKit.Server' was not measured", verdict.Reasons[0], StringComparison.Ordinal);
    }

    private static CoverageFigures Figures(int lines, int branches) =>
        new() { Lines = 100, CoveredLines = lines, Branches = 100, CoveredBranches = branches };
}
