using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Pipeline.Components.Releases;
using Pipeline.Components.Targets;

namespace Pipeline.Components.Coverage;

/// <summary>Holds the tests' coverage against a <see cref="CoverageGate"/>. Beside NUKE's <see cref="IReportCoverage"/>, which writes reports for people.</summary>
public interface ICoverageGate : ITest, IHazEvidence
{
    /// <summary>What must be reached.</summary>
    CoverageGate Gate => new();

    /// <summary>Figures as JSON, for the gate, later targets and reports.</summary>
    AbsolutePath CoverageSummaryFile => ArtifactsDirectory / "coverage" / "summary.json";

    /// <summary>Puts the coverage of all test projects together. Cached: the reports are large.</summary>
    Target MergeCoverage => _ => _
        .Unlisted()
        .DependsOn<ITest>(x => x.Test)
        .CacheInputs(RootDirectory.GetRelativePathTo(TestResultDirectory) + "/**/*.xml", RootDirectory.GetRelativePathTo(TestResultDirectory) + "/**/*.trx")
        .CacheValue("Ignored", () => string.Join(' ', Gate.Ignored))
        .CacheOutputs(RootDirectory.GetRelativePathTo(CoverageSummaryFile).ToString())
        .Executes(() => new CoverageSummary(
            CoverageFigures.Read(TestResultDirectory.GlobFiles("**/coverage.cobertura.xml").Select(x => x.ToString()), Gate.Ignored),
            TestFigures.Read(TestResultDirectory.GlobFiles("**/*.trx").Select(x => x.ToString()))).Write(CoverageSummaryFile!));

    /// <summary>Decides. Never cached, so that each run says what the gate says: passed, failed, or not evaluated.</summary>
    Target CheckCoverage => _ => _
        .Description("Holds line and branch coverage against the gate.")
        .DependsOn(MergeCoverage)
        .Executes(async cancellationToken =>
        {
            var summary = CoverageSummary.Read(CoverageSummaryFile!);
            var verdict = Gate.Decide(summary.Coverage, summary.Tests);
            await GateEvidence.WriteAsync(this, summary, verdict, null, cancellationToken);
            GateReport.Show(this, summary, verdict, CoverageSummaryFile!);
        });
}
