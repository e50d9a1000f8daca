using System.Globalization;
using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>That the tests passed.</summary>
public sealed record TestRequirement : Requirement
{
    /// <summary>Whether a run with warnings counts as passed. Default yes.</summary>
    public bool AllowWarnings { get; init; } = true;

    /// <summary>Lines that must be covered, in per cent. Default null: any.</summary>
    public double? MinimumLineCoveragePercent { get; init; }

    /// <inheritdoc/>
    public override string PredicateType => PredicateTypes.TestResult;

    internal override IEnumerable<VerificationStep> Steps => [VerificationStep.Result];

    private protected override IEnumerable<VerificationCheck> CheckContent(Predicate predicate)
    {
        var tests = (TestResult)predicate;
        // The details must agree with the result, as in-toto advises; a run of no test at all passes nothing.
        var failed = Math.Max(tests.FailedTests.Count, tests.Run?.Failed ?? 0);
        var passed = failed == 0 && tests.Run is not { Passed: 0 } && (tests.Result == TestOutcome.Passed || tests.Result == TestOutcome.Warned && AllowWarnings);
        yield return Is(VerificationStep.Result, passed, $"the run {tests.Result switch { TestOutcome.Passed => "passed", TestOutcome.Warned => "passed with warnings", _ => "failed" }}, {failed} tests failed{(tests.Run is { } run ? $", {run.Passed} passed" : "")}");

        if (MinimumLineCoveragePercent is { } minimum)
            yield return Is(VerificationStep.Result, tests.Run?.LineCoveragePercent >= minimum, string.Create(CultureInfo.InvariantCulture,
                $"lines covered: {(tests.Run?.LineCoveragePercent is { } measured ? $"{measured:0.##} %" : "not measured")}, at least {minimum:0.##} % asked for"));
    }
}
