using Nuke.Common;
using Nuke.Common.CI.AzurePipelines;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.TeamCity;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.Coverlet;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Utilities.Collections;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Nuke.Components;

/// <summary>Runs the tests, leaves a result file for each test project, and measures coverage where it is asked for.</summary>
public interface ITest : ICompile, IHazArtifacts
{
    /// <summary>Where results and coverage go. Default <c>test-results</c> among the artifacts.</summary>
    AbsolutePath TestResultDirectory => ArtifactsDirectory / "test-results";

    /// <summary>How many test projects run at once. Default 1.</summary>
    int TestDegreeOfParallelism => 1;

    /// <summary><c>dotnet test</c> of each of <see cref="TestProjects"/>. All run, also when one fails; the counts are reported either way.</summary>
    Target Test => _ => _
        .DependsOn(Compile)
        .Produces(TestResultDirectory / "*.trx")
        .Produces(TestResultDirectory / "*.xml")
        .Executes(() =>
        {
            try
            {
                DotNetTest(
                    _ => _
                        .Apply(TestSettingsBase)
                        .Apply(TestSettings)
                        .CombineWith(TestProjects, (_, v) => _
                            .Apply(TestProjectSettingsBase, v)
                            .Apply(TestProjectSettings, v)),
                    completeOnFailure: true,
                    degreeOfParallelism: TestDegreeOfParallelism);
            }
            finally
            {
                ReportTestResults();
                ReportTestCount();
            }
        });

    /// <summary>Gives the results to the build server, where it takes them.</summary>
    void ReportTestResults()
    {
        if (AzurePipelines.Instance is not { } azure)
            return;
        foreach (var file in TestResultDirectory.GlobFiles("*.trx"))
            azure.PublishTestResults($"{file.NameWithoutExtension} ({azure.StageDisplayName})", AzurePipelinesTestResultsType.VSTest, [file]);
    }

    /// <summary>Adds how many tests passed, failed and were skipped to the summary.</summary>
    void ReportTestCount()
    {
        var outcomes = TestOutcomes.Read(TestResultDirectory.GlobFiles("*.trx"));
        ReportSummary(_ =>
        {
            if (outcomes.Failed > 0)
                _.AddPair("Failed", outcomes.Failed);
            _.AddPair("Passed", outcomes.Passed);
            if (outcomes.Skipped > 0)
                _.AddPair("Skipped", outcomes.Skipped);
            return _;
        });
    }

    /// <summary>What this component sets for all test projects. Building again is left out if <see cref="ICompile.Compile"/> ran.</summary>
    sealed Configure<DotNetTestSettings> TestSettingsBase => _ => _
        .SetConfiguration(Configuration)
        .SetNoBuild(SucceededTargets.Contains(Compile))
        .ResetVerbosity()
        .SetResultsDirectory(TestResultDirectory)
        .When(MeasuresCoverage, _ => _
            .EnableCollectCoverage()
            .SetCoverletOutputFormat(CoverletOutputFormat.cobertura)
            .SetExcludeByFile("*.Generated.cs")
            .When(TeamCity.Instance is not null, _ => _
                .SetCoverletOutputFormat($"\\\"{CoverletOutputFormat.cobertura},{CoverletOutputFormat.teamcity}\\\""))
            .When(IsServerBuild, _ => _
                .EnableUseSourceLink()));

    /// <summary>What this component sets for one test project: result file, loggers of the build server, coverage file.</summary>
    sealed Configure<DotNetTestSettings, Project> TestProjectSettingsBase => (_, v) => _
        .SetProjectFile(v)
        .When(GitHubActions.Instance is not null && v.HasPackageReference("GitHubActionsTestLogger"), _ => _
            .AddLoggers("GitHubActions;report-warnings=false"))
        .When(TeamCity.Instance is not null && v.HasPackageReference("TeamCity.VSTest.TestAdapter"), _ => _
            .AddLoggers("TeamCity")
            // xunit would report to TeamCity too, and each test would be there twice.
            .AddRunSetting("RunConfiguration.NoAutoReporters", bool.TrueString))
        .AddLoggers($"trx;LogFileName={v.Name}.trx")
        .When(MeasuresCoverage, _ => _
            .SetCoverletOutput(TestResultDirectory / $"{v.Name}.xml"));

    /// <summary>What the build sets for all test projects, after <see cref="TestSettingsBase"/>.</summary>
    Configure<DotNetTestSettings> TestSettings => _ => _;

    /// <summary>What the build sets for one test project, after <see cref="TestProjectSettingsBase"/>.</summary>
    Configure<DotNetTestSettings, Project> TestProjectSettings => (_, v) => _;

    /// <summary>The test projects.</summary>
    IEnumerable<Project> TestProjects { get; }

    private bool MeasuresCoverage => IsServerBuild || InvokedTargets.Contains((this as IReportCoverage)?.ReportCoverage!);
}
