using System.Linq;
using System.Collections.Generic;
using Nuke.Common;
using Nuke.Common.Git;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Utilities.Collections;
using Nuke.Components;
using Serilog;

/// <summary>A build in NUKE's component style: it takes the components as they are, overrides settings, and extends a target.</summary>
class Build : NukeBuild, IPublish, IReportCoverage, IHazChangelog, ICreateGitHubRelease
{
    public static int Main() => Execute<Build>(x => ((ICompile)x).Compile);

    T From<T>() where T : INukeBuild => (T)(object)this;

    [Parameter] readonly string Extra;

    public IEnumerable<Project> TestProjects => From<IHazSolution>().Solution.GetAllProjects("*.Tests");

    public bool CreateCoverageHtmlReport => false;

    public bool ReportToCodecov => Extra == "codecov";

    AbsolutePath IHazArtifacts.ArtifactsDirectory => RootDirectory / "out";

    IEnumerable<(Project Project, string Framework)> ICompile.PublishConfigurations =>
        from project in From<IHazSolution>().Solution.GetAllProjects("App")
        from framework in new[] { "net10.0" }
        select (project, framework);

    Configure<DotNetPackSettings> IPack.PackSettings => _ => _
        .SetVersion("1.2.3")
        .WhenNotNull(Extra, (_, extra) => _.SetDescription(extra));

    Configure<DotNetTestSettings, Project> ITest.TestProjectSettings => (_, project) => _
        .AddLoggers($"console;verbosity={(project.Name.EndsWith("Tests") ? "normal" : "quiet")}");

    Target ICompile.Compile => _ => _
        .Inherit<ICompile>(x => x.Compile)
        .Requires(() => From<IHazConfiguration>().Configuration)
        .Executes(() => Log.Information("Compiled as {Configuration}", From<IHazConfiguration>().Configuration));

    Target Notes => _ => _
        .Executes(() => Log.Information("Notes: {Notes}", From<IHazChangelog>().NuGetReleaseNotes));

    Target Credentials => _ => _
        .Requires(() => From<ICreateGitHubRelease>().Token)
        .Executes(() => Log.Information("On {Branch} with {Token}", From<IHazGitRepository>().GitRepository.Branch, From<ICreateGitHubRelease>().Token));

    string ICreateGitHubRelease.Version => "1.2.3";

    IEnumerable<AbsolutePath> ICreateGitHubRelease.AssetFiles => From<IPack>().PackagesDirectory.GlobFiles("*.nupkg");
}
