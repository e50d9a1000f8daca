using System.Globalization;
using Pipeline.Components.Images;
using Pipeline.Components.Releases;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Coverage;

/// <summary>What tests and their coverage prove about the sources that they ran on.</summary>
internal static class GateEvidence
{
    /// <summary>Leaves both records.</summary>
    /// <param name="build">Where.</param>
    /// <param name="summary">The figures.</param>
    /// <param name="verdict">What the gate says of them.</param>
    /// <param name="part">Which tests these are, where they aren't all; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task WriteAsync(IHazEvidence build, CoverageSummary summary, CoverageVerdict verdict, string? part, CancellationToken cancellationToken)
    {
        var sources = await SourceTree.FindAsync(build.RootDirectory!, cancellationToken);
        await ImageEvidence.LeaveAsync(build, Tests(summary.Tests) with { Reason = Joined(Unfinished(summary.Tests), part), IsPartial = part is not null, Inputs = Inputs(sources) }, cancellationToken);
        await ImageEvidence.LeaveAsync(build, Coverage(summary.Coverage, verdict) with { Reason = Joined(verdict.State == GateState.Passed ? null : string.Join("; ", verdict.Reasons), part), IsPartial = part is not null, Inputs = Inputs(sources) }, cancellationToken);
    }

    private static EvidenceRecord Tests(TestFigures tests) => Record(Evidence.Tests, tests switch
    {
        { Failed: > 0 } => EvidenceResult.Failed,
        { Passed: 0 } => EvidenceResult.NotDone,
        _ => EvidenceResult.Passed,
    }) with
    {
        Figures = new Dictionary<string, string> { ["passed"] = Text(tests.Passed), ["failed"] = Text(tests.Failed), ["skipped"] = Text(tests.Skipped) },
    };

    private static EvidenceRecord Coverage(CoverageFigures coverage, CoverageVerdict verdict) => Record(Evidence.Coverage, verdict.State switch
    {
        GateState.Passed => EvidenceResult.Passed,
        GateState.Failed => EvidenceResult.Failed,
        _ => EvidenceResult.NotDone,
    }) with
    {
        Figures = new Dictionary<string, string> { ["linePercent"] = Text(coverage.LinePercent), ["branchPercent"] = Text(coverage.BranchPercent) },
    };

    private static EvidenceRecord Record(Evidence kind, EvidenceResult result) => new() { Kind = kind.Name, Result = result, At = DateTimeOffset.UtcNow, Origin = RunOrigin.Where() };

    private static string? Unfinished(TestFigures tests) => tests switch { { Passed: 0, Failed: 0 } => "no test ran", { Skipped: > 0 } => $"{tests.Skipped} were skipped", _ => null };

    private static string? Joined(params string?[] parts) => string.Join("; ", parts.OfType<string>()) is { Length: > 0 } text ? text : null;

    private static IReadOnlyList<EvidenceInput> Inputs(string? sources) => sources is null ? [] : [new EvidenceInput(DeliveryEvidence.Sources, sources)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double percent) => percent.ToString("0.0", CultureInfo.InvariantCulture);
}
