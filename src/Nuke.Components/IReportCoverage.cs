using Nuke.Common;
using Nuke.Common.CI.AzurePipelines;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.Codecov;
using Nuke.Common.Tools.ReportGenerator;
using static Nuke.Common.Tools.Codecov.CodecovTasks;
using static Nuke.Common.Tools.ReportGenerator.ReportGeneratorTasks;

namespace Nuke.Components;

/// <summary>Makes a report of the coverage that <see cref="ITest"/> measured.</summary>
public interface IReportCoverage : ITest, IHazReports, IHazGitRepository
{
    /// <summary>Whether to make an HTML report. Needs the package <c>ReportGenerator</c> in the build project.</summary>
    bool CreateCoverageHtmlReport { get; }

    /// <summary>Whether to upload to Codecov. Needs the package <c>CodecovUploader</c> in the build project, and <see cref="CodecovToken"/>.</summary>
    bool ReportToCodecov { get; }

    /// <summary>The repository's token at Codecov.</summary>
    [Parameter, Secret]
    string? CodecovToken => TryGetValue<string>(() => CodecovToken!);

    /// <summary>The HTML report. Default <c>coverage-report</c> among the reports.</summary>
    AbsolutePath CoverageReportDirectory => ReportDirectory / "coverage-report";

    /// <summary>The HTML report as one file, beside its folder.</summary>
    AbsolutePath CoverageReportArchive => CoverageReportDirectory.WithExtension("zip");

    /// <summary>Reports the coverage that was measured.</summary>
    Target ReportCoverage => _ => _
        .DependsOn(Test)
        .TryAfter<ITest>()
        .Consumes(Test)
        .Produces(CoverageReportArchive)
        .Requires(() => !ReportToCodecov || CodecovToken != null)
        .Executes(() =>
        {
            if (ReportToCodecov)
            {
                Codecov(_ => _
                    .Apply(CodecovSettingsBase)
                    .Apply(CodecovSettings));
            }

            if (CreateCoverageHtmlReport)
            {
                ReportGenerator(_ => _
                    .Apply(ReportGeneratorSettingsBase)
                    .Apply(ReportGeneratorSettings));

                CoverageReportDirectory.ZipTo(CoverageReportArchive, fileMode: FileMode.Create);
            }

            UploadCoverageData();
        });

    /// <summary>What this component sets for Codecov's uploader.</summary>
    sealed Configure<CodecovSettings> CodecovSettingsBase => _ => _
        .SetFiles(TestResultDirectory.GlobFiles("*.xml").Select(x => x.ToString()))
        .SetToken(CodecovToken)
        .SetBranch(GitRepository.Branch)
        .SetSha(GitRepository.Commit)
        .WhenNotNull((this as IHazGitVersion)?.Versioning, (_, version) => _
            .SetBuild(version.FullSemVer));

    /// <summary>What the build sets, after <see cref="CodecovSettingsBase"/>.</summary>
    Configure<CodecovSettings> CodecovSettings => _ => _;

    /// <summary>What this component sets for ReportGenerator.</summary>
    sealed Configure<ReportGeneratorSettings> ReportGeneratorSettingsBase => _ => _
        .SetReports(TestResultDirectory / "*.xml")
        .SetReportTypes(ReportTypes.HtmlInline)
        .SetTargetDirectory(CoverageReportDirectory);

    /// <summary>What the build sets, after <see cref="ReportGeneratorSettingsBase"/>.</summary>
    Configure<ReportGeneratorSettings> ReportGeneratorSettings => _ => _;

    /// <summary>Gives the coverage to the build server, where it takes it.</summary>
    void UploadCoverageData()
    {
        foreach (var file in TestResultDirectory.GlobFiles("*.xml"))
            AzurePipelines.Instance?.PublishCodeCoverage(AzurePipelinesCodeCoverageToolType.Cobertura, file, CoverageReportDirectory);
    }
}
