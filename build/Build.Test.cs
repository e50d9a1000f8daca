using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Nuke.Components;
using Pipeline.Components.Coverage;
using Pipeline.Components.Services;
using Pipeline.Components.Targets;

partial class Build
{
    CoverageGate ICoverageGate.Gate => new()
    {
        MinimumLinePercent = 85,
        MinimumBranchPercent = 75,
        MinimumLinePercentOfFastTests = 75,
        ExpectedAssemblies = [.. (RootDirectory / "src").GlobFiles("*/*.csproj").Select(AssemblyName)],
    };

    // A program may have another name than its project.
    static string AssemblyName(AbsolutePath project) => XDocument.Load(project).Descendants("AssemblyName").FirstOrDefault()?.Value ?? project.NameWithoutExtension;

    public IEnumerable<Project> TestProjects => ((IHazSolution)this).Solution.AllProjects.Where(x => x.Name.EndsWith(".Tests"));

    public int TestDegreeOfParallelism => 2;

    public Target Test => _ => _
        .Executes(() => ((ITest)this).TestResultDirectory.CreateOrCleanDirectory())
        .Inherit<ITest>(x => x.Test)
        .Description("Runs all tests, with coverage, and decides the gate.")
        .Triggers<ICoverageGate>(x => x.CheckCoverage)
        .CacheInputs([.. Sources, ".ci/**", "docs/**", "*.md", ".github/**", "build.sh", "build.ps1", ".nuke/*.json", ".git*"])
        .CacheVariables("CI", "PATH", "MONGO_SPEC_TESTS", "KUBERNETES_RECORDINGS")
        .CacheTool("dotnet", DotNetVersion.FindAsync)
        .CacheValue("Configuration", () => ConfigurationName)
        .CacheOutputs("output/test-results");

    public Configure<DotNetTestSettings> TestSettings => _ => _
        .SetDataCollector("XPlat Code Coverage")
        .SetSettingsFile(RootDirectory / "tests" / "coverage.runsettings");

    Target PrepareTests => _ => _
        .Description("Installs what the tests of real components need (Debian packages; Linux only).")
        .Before<ITest>(x => x.Test)
        .OnlyWhenStatic(() => EnvironmentInfo.IsLinux)
        .Executes(() => ProcessTasks.StartProcess("bash", $"{RootDirectory / "tests" / "components" / "install.sh"}").AssertZeroExitCode());

    Target TestContainers => _ => _
        .Description("Runs the contract suites against MongoDB and k3s in containers. Needs Docker; not a part of Test.")
        .Produces(RootDirectory / "output" / "container-test-results")
        .Executes(() => DotNetTasks.DotNetTest(x => x
            .SetConfiguration(ConfigurationName)
            .SetResultsDirectory(RootDirectory / "output" / "container-test-results")
            .CombineWith((RootDirectory / "tests").GlobDirectories("Containers.*"), (x, project) => x
                .SetProjectFile(project)
                .AddLoggers($"trx;LogFileName={project.Name}.trx", "console;verbosity=detailed")), completeOnFailure: true));
}
