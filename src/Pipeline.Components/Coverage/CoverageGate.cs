namespace Pipeline.Components.Coverage;

/// <summary>What coverage a build must reach. A percentage is of all lines, or branches, that the reports know.</summary>
public sealed record CoverageGate
{
    /// <summary>Floor for lines, decided only when no test was skipped. Default 85 %.</summary>
    public double MinimumLinePercent { get; init; } = 85;

    /// <summary>Floor for branches, decided only when no test was skipped. Default 75 %.</summary>
    public double MinimumBranchPercent { get; init; } = 75;

    /// <summary>Floor for lines that holds everywhere, also where tests were skipped because a component is missing. Default 75 %.</summary>
    public double MinimumLinePercentOfFastTests { get; init; } = 75;

    /// <summary>Files that don't count, by the end of their path or a folder in it (<c>/obj/</c>). Default: generated files.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = ["/obj/", ".g.cs", ".generated.cs"];

    /// <summary>Assemblies that must be among the measured ones; one that could not be measured is no reason to pass. Default: any.</summary>
    public IReadOnlyList<string> ExpectedAssemblies { get; init; } = [];

    /// <summary>Decides. Nothing is ever passed that was not evaluated.</summary>
    public CoverageVerdict Decide(CoverageFigures coverage, TestFigures tests)
    {
        var problems = new List<string>();
        if (coverage.Lines == 0)
            return new CoverageVerdict(GateState.Failed, ["no coverage was measured: no report holds a line. Are the tests run with a coverage collector?"]);
        foreach (var assembly in ExpectedAssemblies)
        {
            if (!coverage.Assemblies.ContainsKey(assembly))
                problems.Add($"'{assembly}' was not measured: no report has it");
        }

        if (coverage.LinePercent < MinimumLinePercentOfFastTests)
            problems.Add($"line coverage {coverage.LinePercent:0.0} % is below the floor of {MinimumLinePercentOfFastTests:0.#} %");
        if (tests.Skipped > 0)
        {
            return problems.Count > 0
                ? new CoverageVerdict(GateState.Failed, problems)
                : new CoverageVerdict(GateState.NotEvaluated, [$"not evaluated: {tests.Skipped} tests were skipped ({string.Join("; ", tests.SkipReasons.Take(3))}{(tests.SkipReasons.Count > 3 ? "; …" : "")}). Lines {coverage.LinePercent:0.0} %, above the floor of {MinimumLinePercentOfFastTests:0.#} %"]);
        }

        if (coverage.LinePercent < MinimumLinePercent)
            problems.Add($"line coverage {coverage.LinePercent:0.0} % is below {MinimumLinePercent:0.#} %");
        if (coverage.BranchPercent < MinimumBranchPercent)
            problems.Add($"branch coverage {coverage.BranchPercent:0.0} % is below {MinimumBranchPercent:0.#} %");
        return problems.Count > 0
            ? new CoverageVerdict(GateState.Failed, problems)
            : new CoverageVerdict(GateState.Passed, [$"lines {coverage.LinePercent:0.0} % (at least {MinimumLinePercent:0.#} %), branches {coverage.BranchPercent:0.0} % (at least {MinimumBranchPercent:0.#} %)"]);
    }
}
