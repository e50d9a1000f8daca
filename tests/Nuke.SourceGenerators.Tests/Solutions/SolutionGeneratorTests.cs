using Nuke.Common.ProjectModel;
using Nuke.SourceGenerators.Solutions;

namespace GeneratorTests.Solutions;

public sealed class SolutionGeneratorTests : IDisposable
{
    private const string Build = """
        using Nuke.Common.ProjectModel;
        class Build
        {
            [Solution(GenerateProjects = true)] readonly Solution Solution;
            Project App => Solution.App;
            string Core => Solution.src.App_Core.Path;
        }
        """;

    private const string Slnx = """
        <Solution>
          <Folder Name="/src/"><Project Path="src/App.Core/App.Core.csproj" /></Folder>
          <Folder Name="/src/tools/"><Project Path="src/tools/7zip-wrapper.csproj" /></Folder>
          <Folder Name="/empty/" />
          <Project Path="App/App.csproj" />
        </Solution>
        """;

    private readonly GeneratedBuild _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public void Projects_and_nested_folders_of_a_slnx_become_members()
    {
        _build.Write(".nuke/parameters.json", """{ "$schema": "./build.schema.json", "Solution": "Shop.slnx" }""");
        _build.Write("Shop.slnx", Slnx);

        _build.Compile(Build);

        Assert.Empty(_build.Diagnostics);
        var solution = _build.Load("Solution", "Shop.slnx");
        Assert.Equal("App", ((Project)GeneratedBuild.Get(solution, "App")!).Name);
        Assert.Equal("App.Core", ((Project)GeneratedBuild.Get(solution, "src", "App_Core")!).Name);
        Assert.Equal("7zip-wrapper", ((Project)GeneratedBuild.Get(solution, "src", "tools", "_zip_wrapper")!).Name);
        Assert.Empty(((SolutionFolder)GeneratedBuild.Get(solution, "empty")!).Projects);
    }

    [Fact]
    public void The_solution_of_this_repository_compiles_as_members()
    {
        var file = Directory.EnumerateFiles(RepositoryRoot(), "Pipeline.sln").Single();
        _build.Write("Pipeline.sln", File.ReadAllText(file));

        _build.Compile("""
            using Nuke.Common.ProjectModel;
            class Build
            {
                [Solution("Pipeline.sln", GenerateProjects = true)] readonly Solution Solution;
            }
            """);

        // The repository is found by .nuke, and there is none here yet.
        Assert.Equal(["PIPE1202"], _build.Diagnostics.Select(x => x.Id));
        _build.Write(".nuke/parameters.json", "{}");
        _build.Compile("""
            using Nuke.Common.ProjectModel;
            class Build
            {
                [Solution("Pipeline.sln", GenerateProjects = true)] readonly Solution Solution;
            }
            """);
        Assert.Empty(_build.Diagnostics);
        var solution = _build.Load("Solution", "Pipeline.sln");
        Assert.Equal(solution.AllProjects.Count, CountMembers(solution, solution));
    }

    [Fact]
    public void A_build_in_a_namespace_gets_its_class_there()
    {
        _build.Write(".nuke/parameters.json", """{ "Shop": "Shop.slnx" }""");
        _build.Write("Shop.slnx", Slnx);

        _build.Compile("""
            using Nuke.Common.ProjectModel;
            namespace My.Builds;
            class Build
            {
                [Solution(GenerateProjects = true)] Shop Shop { get; }
                Project App => Shop.App;
            }
            """);

        Assert.Empty(_build.Diagnostics);
        Assert.Equal("Shop", _build.Load("My.Builds.Shop", "Shop.slnx").Name);
    }

    [Fact]
    public void Names_that_would_collide_are_kept_apart_and_keywords_are_escaped()
    {
        _build.Write(".nuke/parameters.json", """{ "Solution": "Shop.slnx" }""");
        _build.Write("Shop.slnx", """
            <Solution>
              <Folder Name="/App/"><Project Path="x/class.csproj" /></Folder>
              <Project Path="a/App.csproj" /><Project Path="b/A.B.csproj" /><Project Path="c/A - B.csproj" /><Project Path="d/Solution.csproj" /><Project Path="e/Name.csproj" />
            </Solution>
            """);

        _build.Compile("""
            using Nuke.Common.ProjectModel;
            class Build
            {
                [Solution(GenerateProjects = true)] readonly Solution Solution;
                Project[] All => [Solution.App, Solution.A_B, Solution.A_B_2, Solution.Solution_2, Solution.App_2.@class];
            }
            """);

        Assert.Empty(_build.Diagnostics);
        var solution = _build.Load("Solution", "Shop.slnx");
        Assert.Equal("A - B", ((Project)GeneratedBuild.Get(solution, "A_B_2")!).Name);
        Assert.Equal("Name", ((Project)GeneratedBuild.Get(solution, "Name")!).Name);
    }

    [Fact]
    public void A_member_that_does_not_ask_for_projects_gets_nothing()
    {
        _build.Compile("""
            using Nuke.Common.ProjectModel;
            class Build
            {
                [Solution] readonly Solution Solution;
            }
            """);

        Assert.Empty(_build.Diagnostics);
        Assert.Equal(2, _build.Compilation.SyntaxTrees.Count());
    }

    [Theory]
    [InlineData("""{ "Solution": "Gone.sln" }""", "PIPE1200", "Gone.sln")]
    [InlineData("""{ "Nested": { "Solution": "Shop.slnx" }, "Other": "Solution" }""", "PIPE1202", "parameters.json")]
    [InlineData("""{ "Solution": "Broken.sln" }""", "PIPE1201", "Broken.sln")]
    [InlineData("""{ "Solution": "Broken.slnx" }""", "PIPE1201", "Broken.slnx")]
    public void What_is_wrong_is_said_at_the_member(string parameters, string id, string named)
    {
        _build.Write(".nuke/parameters.json", parameters);
        _build.Write("Broken.sln", "nothing");
        _build.Write("Broken.slnx", "<Solution><Project ");

        _build.Compile("""
            using Nuke.Common.ProjectModel;
            class Build
            {
                [Solution(GenerateProjects = true)] readonly Solution Solution;
            }
            """);

        var diagnostic = Assert.Single(_build.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(named, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.EndsWith("Build.cs", diagnostic.Location.GetLineSpan().Path, StringComparison.Ordinal);
        Assert.Equal(3, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void A_listed_file_is_taken_from_the_compiler()
    {
        _build.Write(".nuke/parameters.json", """{ "Solution": "solutions\\Shop.slnx" }""");
        var file = _build.Write("solutions/Shop.slnx", Slnx);

        _build.Compile(Build, file, Path.Combine(_build.Root, ".nuke", "parameters.json"));

        Assert.Empty(_build.Diagnostics);
    }

    // Each project and folder is a member of what holds it.
    private static int CountMembers(object target, IProjectContainer container)
    {
        foreach (var project in container.Projects)
            Assert.Same(project, GeneratedBuild.Get(target, MemberNames.Identifier(project.Name)));
        return container.Projects.Count + container.SolutionFolders.Sum(x => CountMembers(GeneratedBuild.Get(target, MemberNames.Identifier(x.Name))!, x));
    }

    private static string RepositoryRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Pipeline.sln")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
