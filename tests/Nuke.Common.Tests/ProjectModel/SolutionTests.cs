using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Pipeline.Errors;

namespace CommonTests.ProjectModel;

public sealed class SolutionTests : IDisposable
{
    private const string Library = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("sln")]
    [InlineData("slnx")]
    public void A_solution_made_by_the_sdk_is_read_with_its_folders(string format)
    {
        var solution = SdkSolution(format);

        Assert.Equal(["App", "App.Core", "App.Tests"], solution.AllProjects.Select(x => x.Name).Order());
        Assert.Equal("Shop", solution.Name);
        Assert.Equal($"Shop.{format}", solution.FileName);
        Assert.Equal(_directory.Path, solution.Directory.ToString());
        var core = solution.AllProjects.Single(x => x.Name == "App.Core");
        Assert.Equal(Path.Combine(_directory.Path, "src", "App.Core", "App.Core.csproj"), core.Path.ToString());
        Assert.Equal(Path.Combine("src", "App.Core", "App.Core.csproj"), core.RelativePath);
        Assert.Equal(Path.Combine(_directory.Path, "src", "App.Core"), core.Directory.ToString());
        Assert.Equal("src", core.SolutionFolder.Name);
        Assert.Same(core, solution.GetSolutionFolder("src").GetProject("App.Core"));
        Assert.True(core.Is(ProjectType.CSharpProject));
    }

    [Theory]
    [InlineData("sln")]
    [InlineData("slnx")]
    public void Only_what_is_directly_in_a_container_is_found_in_it(string format)
    {
        var solution = SdkSolution(format);

        Assert.Null(solution.GetProject("App.Core"));
        Assert.Equal("App", solution.GetProject("App").Name);
        Assert.Same(solution, solution.GetProject("App").Parent);
        Assert.Null(solution.GetSolutionFolder("nothing"));
        Assert.Equal(["src", "tests"], solution.SolutionFolders.Select(x => x.Name).Order());
        Assert.Null(solution.GetProject("app"));
    }

    [Theory]
    [InlineData("*", 3)]
    [InlineData("App.*", 2)]
    [InlineData("*.Tests", 1)]
    [InlineData("App", 1)]
    [InlineData("A*p*C*e", 1)]
    [InlineData("App?", 0)]
    [InlineData("", 0)]
    public void A_pattern_finds_projects_by_name_at_any_depth(string pattern, int count)
    {
        var solution = SdkSolution("slnx");

        Assert.Equal(count, solution.GetAllProjects(pattern).Count());
    }

    [Fact]
    public void A_solution_and_a_project_stand_for_their_paths()
    {
        var solution = SdkSolution("sln");
        var project = solution.GetProject("App");

        string solutionPath = solution;
        string projectPath = project;
        AbsolutePath typed = project;

        Assert.Equal(Path.Combine(_directory.Path, "Shop.sln"), solutionPath);
        Assert.Equal(Path.Combine(_directory.Path, "App", "App.csproj"), projectPath);
        Assert.Equal(projectPath, typed.ToString());
        Assert.Equal(solutionPath, $"{solution}");
    }

    [Fact]
    public void A_solution_is_read_only_when_it_is_asked_for_its_content()
    {
        var solution = AbsolutePath.Create(_directory.Write("Broken.sln", "this is no solution")).ReadSolution();

        Assert.Equal("Broken", solution.Name);
        var exception = Assert.Throws<PipelineException>(() => solution.AllProjects);
        Assert.Equal("PIPE1201", exception.Code.Id);
        Assert.Contains("Broken.sln", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_solution_that_is_not_there_is_named_at_once()
    {
        var path = AbsolutePath.Create(Path.Combine(_directory.Path, "Missing.slnx"));

        var exception = Assert.Throws<PipelineException>(() => path.ReadSolution());

        Assert.Equal("PIPE1200", exception.Code.Id);
        Assert.Contains("Missing.slnx", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sln")]
    [InlineData("slnx")]
    public void Solutions_are_combined_and_saved_so_that_the_sdk_reads_them(string format)
    {
        var solution = SdkSolution("sln");
        var combined = SolutionModelTasks.CreateSolution(Path.Combine(_directory.Path, $"All.{format}"), [solution]);

        combined.Save();

        var listed = Run.Tool(_directory.Path, "dotnet", "sln", $"All.{format}", "list");
        Assert.Contains("App.Core.csproj", listed, StringComparison.Ordinal);
        Assert.Contains("App.Tests.csproj", listed, StringComparison.Ordinal);
        Assert.Equal("Shop", combined.Path.ReadSolution().SolutionFolders.Single().Name);
    }

    [Fact]
    public void The_configurations_of_a_project_are_those_a_sln_would_list()
    {
        var solution = SdkSolution("sln");

        Assert.Equal("Release|Any CPU", solution.GetProject("App").Configurations["Release|Any CPU.Build.0"]);
        Assert.Contains("Debug|Any CPU", solution.Configurations.Keys);
    }

    [Fact]
    public void Projects_of_one_name_are_told_apart_by_their_folders()
    {
        var file = _directory.Write("Two.sln", """
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "a", "a", "{11111111-0000-0000-0000-000000000001}"
            EndProject
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "b", "b", "{11111111-0000-0000-0000-000000000002}"
            EndProject
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Same", "a\Same.csproj", "{11111111-0000-0000-0000-000000000003}"
            EndProject
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Same", "b\Same.csproj", "{11111111-0000-0000-0000-000000000004}"
            EndProject
            Global
            	GlobalSection(NestedProjects) = preSolution
            		{11111111-0000-0000-0000-000000000004} = {11111111-0000-0000-0000-000000000002}
            	EndGlobalSection
            EndGlobal
            """);
        var solution = AbsolutePath.Create(file).ReadSolution();

        Assert.Equal(Path.Combine(_directory.Path, "a", "Same.csproj"), solution.GetProject("Same").Path.ToString());
        Assert.Equal(Path.Combine(_directory.Path, "b", "Same.csproj"), solution.GetSolutionFolder("b").GetProject("Same").Path.ToString());
    }

    private Solution SdkSolution(string format)
    {
        foreach (var project in new[] { "App/App.csproj", "src/App.Core/App.Core.csproj", "tests/App.Tests/App.Tests.csproj" })
            _directory.Write(project, Library);
        Run.Tool(_directory.Path, "dotnet", "new", "sln", "--name", "Shop", "--format", format);
        Run.Tool(_directory.Path, "dotnet", "sln", $"Shop.{format}", "add", "--in-root", "App/App.csproj");
        Run.Tool(_directory.Path, "dotnet", "sln", $"Shop.{format}", "add", "--solution-folder", "src", "src/App.Core/App.Core.csproj");
        Run.Tool(_directory.Path, "dotnet", "sln", $"Shop.{format}", "add", "--solution-folder", "tests", "tests/App.Tests/App.Tests.csproj");
        return AbsolutePath.Create(Path.Combine(_directory.Path, $"Shop.{format}")).ReadSolution();
    }
}
