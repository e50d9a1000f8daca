using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nuke.Common;
using Nuke.Common.CI;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.Execution;
using Nuke.Common.Git;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.Coverlet;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Utilities.Collections;
using Serilog;
using static Nuke.Common.EnvironmentInfo;
using static Nuke.Common.IO.FileSystemTasks;
using static Nuke.Common.IO.PathConstruction;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

[UnsetVisualStudioEnvironmentVariables]
[ShutdownDotNetAfterServerBuild]
[GitHubActions(
    "continuous",
    GitHubActionsImage.UbuntuLatest,
    AutoGenerate = false,
    OnPushBranches = new[] { "main" },
    InvokedTargets = new[] { nameof(Test), nameof(Pack) },
    ImportSecrets = new[] { nameof(ApiKey) },
    CacheKeyFiles = new[] { "**/global.json", "**/*.csproj" })]
class Build : NukeBuild
{
    /// Support plugins are available for:
    ///   - JetBrains ReSharper        https://nuke.build/resharper
    ///   - Microsoft VisualStudio     https://nuke.build/visualstudio

    public static int Main() => Execute<Build>(x => x.Compile);

    [Parameter("Configuration to build - Default is 'Debug' (local) or 'Release' (server)")]
    readonly Configuration Configuration = IsLocalBuild ? Configuration.Debug : Configuration.Release;

    [Parameter("Where packages are pushed to")] readonly string Source = "feed";
    [Parameter] [Secret] readonly string ApiKey;
    [Parameter] readonly string Version = "1.2.3";

    [Solution(GenerateProjects = true)] readonly Solution Solution;
    [GitRepository] readonly GitRepository GitRepository;

    AbsolutePath SourceDirectory => RootDirectory / "src";
    AbsolutePath ArtifactsDirectory => RootDirectory / "artifacts";
    AbsolutePath PackageDirectory => ArtifactsDirectory / "packages";
    AbsolutePath PublishDirectory => ArtifactsDirectory / "publish";

    IEnumerable<Project> Libraries => Solution.AllProjects.Where(x => !x.Name.EndsWith(".Cli"));

    Target Clean => _ => _
        .Description("Removes what earlier builds left")
        .Before(Restore)
        .Executes(() =>
        {
            SourceDirectory.GlobDirectories("**/bin", "**/obj").ForEach(x => x.DeleteDirectory());
            ArtifactsDirectory.CreateOrCleanDirectory();
        });

    Target Restore => _ => _
        .Executes(() =>
        {
            DotNetRestore(s => s
                .SetProjectFile(Solution));
        });

    Target Compile => _ => _
        .Description("Compiles the solution")
        .DependsOn(Restore)
        .Executes(() =>
        {
            DotNetBuild(s => s
                .SetProjectFile(Solution)
                .SetConfiguration(Configuration)
                .SetVersion(Version)
                .EnableNoRestore());

            ReportSummary(_ => _
                .AddPair("Version", Version));
        });

    Target Publish => _ => _
        .DependsOn(Compile)
        .Produces(PublishDirectory)
        .Executes(() =>
        {
            var configurations =
                from project in new[] { Solution.Widgets_Cli }
                from framework in project.GetTargetFrameworks()
                select new { project, framework };

            DotNetPublish(_ => _
                    .EnableNoRestore()
                    .EnableNoBuild()
                    .SetConfiguration(Configuration)
                    .CombineWith(configurations, (_, v) => _
                        .SetProject(v.project)
                        .SetFramework(v.framework)
                        .SetOutput(PublishDirectory / v.project.Name / v.framework)),
                degreeOfParallelism: 2);
        });

    Target Test => _ => _
        .DependsOn(Compile)
        .OnlyWhenDynamic(() => Solution.GetAllProjects("*.Tests").Any())
        .Produces(ArtifactsDirectory / "*.trx")
        .Executes(() =>
        {
            DotNetTest(_ => _
                .SetConfiguration(Configuration)
                .EnableNoBuild()
                .SetResultsDirectory(ArtifactsDirectory)
                .When(InvokedTargets.Contains(Pack) || IsServerBuild, _ => _
                    .EnableCollectCoverage()
                    .SetCoverletOutputFormat(CoverletOutputFormat.cobertura)
                    .SetExcludeByFile("*.Generated.cs")
                    .When(IsServerBuild, _ => _
                        .EnableUseSourceLink()))
                .CombineWith(Solution.GetAllProjects("*.Tests"), (_, v) => _
                    .SetProjectFile(v)
                    .AddLoggers($"trx;LogFileName={v.Name}.trx")), completeOnFailure: true);
        });

    Target Pack => _ => _
        .DependsOn(Compile)
        .Produces(PackageDirectory / "*.nupkg")
        .Executes(() =>
        {
            DotNetPack(_ => _
                .SetConfiguration(Configuration)
                .SetOutputDirectory(PackageDirectory)
                .SetVersion(Version)
                .EnableNoBuild()
                .EnableNoRestore()
                .CombineWith(Libraries, (_, v) => _
                    .SetProject(v)));

            ReportSummary(_ => _
                .AddPair("Packages", PackageDirectory.GlobFiles("*.nupkg").Count.ToString()));
        });

    Target Push => _ => _
        .DependsOn(Pack)
        .Consumes(Pack)
        .Requires(() => ApiKey)
        .Requires(() => Configuration.Equals(Configuration.Release))
        .Executes(() =>
        {
            var feed = RootDirectory / Source;
            feed.CreateDirectory();
            DotNetNuGetPush(_ => _
                    .SetSource(feed)
                    .SetApiKey(ApiKey)
                    .EnableNoSymbols()
                    .CombineWith(PackageDirectory.GlobFiles("*.nupkg"), (_, v) => _
                        .SetTargetPath(v)),
                degreeOfParallelism: 5,
                completeOnFailure: true);
        });

    Target Info => _ => _
        .Executes(() =>
        {
            Log.Information("Branch = {Branch}", GitRepository.Branch);
            Log.Information("Commit = {Commit}", GitRepository.Commit);
            Log.Information("On main = {Main}", GitRepository.IsOnMainOrMasterBranch());
            Log.Information("Solution path = {Value}", Solution);
            Log.Information("Solution directory = {Value}", Solution.Directory);
            Log.Information("Cli = {Value}", Solution.Widgets_Cli.Path);
            Log.Information("Type = {Value}", Solution.Widgets_Cli.GetOutputType());
            Log.Information("Winning = {Value}", IsWin);
        });
}
