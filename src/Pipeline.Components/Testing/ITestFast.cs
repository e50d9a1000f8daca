using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Nuke.Components;
using Pipeline.Components.Compiling;
using Pipeline.Components.Coverage;
using Pipeline.Components.Releases;
using Pipeline.Components.Services;
using Pipeline.Components.Targets;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Pipeline.Components.Testing;

/// <summary>The tests of the service that are quick: what a rehearsal runs, behind a coverage gate of the service alone. All tests are <see cref="ITest"/>'s.</summary>
public interface ITestFast : IHazConfiguration, IHazEvidence
{
    /// <summary>The test projects.</summary>
    IReadOnlyList<AbsolutePath> FastTestProjects { get; }

    /// <summary>Which of their tests. Default those without the trait <c>Speed=Slow</c>.</summary>
    string FastTestFilter => "Speed!=Slow";

    /// <summary>Settings of coverage collection; null for the collector's own.</summary>
    AbsolutePath? FastTestSettings => null;

    /// <summary>What the tests read, as globs below the root: while it stays the same, they aren't run.</summary>
    IReadOnlyList<string> FastTestSources => ["src/**", "tests/**", "migrations/**", "!**/bin/**", "!**/obj/**", "Directory.*.props", "global.json"];

    /// <summary>What coverage they must reach.</summary>
    CoverageGate FastGate => new();

    /// <summary>Where results and coverage go.</summary>
    AbsolutePath FastTestResultDirectory => ArtifactsDirectory / "fast-test-results";

    /// <summary>Figures as JSON.</summary>
    AbsolutePath FastCoverageFile => ArtifactsDirectory / "coverage" / "fast-summary.json";

    /// <summary>Runs them.</summary>
    Target TestFast => _ => _
        .Description("Runs the quick tests of the service.")
        .TryAfter<IRestore>(x => x.Restore)
        .TryAfter<ICompile>(x => x.Compile)
        .CacheInputs([.. FastTestSources])
        .CacheTool("dotnet", DotNetVersion.FindAsync)
        .CacheValue("Tests", () => $"{FastTestFilter} {string.Join(' ', FastTestProjects)}")
        .CacheOutputs(RootDirectory.GetRelativePathTo(FastTestResultDirectory).ToString())
        .Executes(async () =>
        {
            FastTestResultDirectory.CreateOrCleanDirectory();
            // While the tests of one project run, the next one is compiled.
            var runs = new List<Task>();
            try
            {
                foreach (var project in FastTestProjects)
                {
                    CompileFast(project);
                    runs.Add(Task.Run(() => RunFast(project)));
                }
            }
            finally
            {
                await Task.WhenAll(runs);
            }
        });

    /// <summary>Decides. Never cached.</summary>
    Target CheckFastTests => _ => _
        .Description("Holds the quick tests' coverage of the service against its gate.")
        .DependsOn(TestFast)
        .Executes(async cancellationToken =>
        {
            var summary = new CoverageSummary(
                CoverageFigures.Read(FastTestResultDirectory.GlobFiles("**/coverage.cobertura.xml").Select(x => x.ToString()), FastGate.Ignored),
                TestFigures.Read(FastTestResultDirectory.GlobFiles("*.trx").Select(x => x.ToString())));
            summary.Write(FastCoverageFile!);
            var verdict = FastGate.Decide(summary.Coverage, summary.Tests);
            await GateEvidence.WriteAsync(this, summary, verdict, $"the quick tests of {string.Join(", ", FastTestProjects.Select(x => x.NameWithoutExtension))}", cancellationToken);
            ReportSummary(x =>
            {
                x["Passed"] = summary.Tests.Passed.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return x;
            });
            GateReport.Show(this, summary, verdict, FastCoverageFile!);
        });

    private void CompileFast(AbsolutePath project) => DotNetBuild(x => x
        .SetProjectFile(project)
        .SetConfiguration(Configuration)
        // Rules of style are Compile's; here only what is delivered counts, and quickly.
        .SetProperty("RunAnalyzers", "false")
        .CompiledBy(this));

    private void RunFast(AbsolutePath project) => DotNetTest(x => x
        .SetProjectFile(project)
        .SetConfiguration(Configuration)
        .EnableNoBuild()
        .SetResultsDirectory(FastTestResultDirectory)
        .SetFilter(FastTestFilter)
        .SetDataCollector("XPlat Code Coverage")
        .When(FastTestSettings is not null, y => y.SetSettingsFile(FastTestSettings))
        .AddLoggers($"trx;LogFileName={project.NameWithoutExtension}.trx"));
}
