namespace Repository.Tests.Architecture;

public sealed class ArrowTests
{
    [Fact]
    public void The_projects_reference_each_other_as_the_architecture_says() => Assert.Empty(Arrows.Violations(ProjectFile.All));

    [Theory]
    [InlineData("src/Pipeline.Containers", "../Pipeline.Engine/Pipeline.Engine.csproj", "A delivery library never references the engine or NUKE")]
    [InlineData("src/Pipeline.Kubernetes", "../Nuke.Common/Nuke.Common.csproj", "A delivery library never references the engine or NUKE")]
    [InlineData("src/Pipeline.Kubernetes", "../Pipeline.Secrets/Pipeline.Secrets.csproj", "It is a leaf")]
    [InlineData("src/Pipeline.Engine", "../Nuke.Common/Nuke.Common.csproj", "The engine is a leaf")]
    [InlineData("src/Pipeline.Errors", "../Pipeline.Secrets/Pipeline.Secrets.csproj", "It is below everything")]
    [InlineData("src/Pipeline.Backups", "..\\Pipeline.Kubernetes\\Pipeline.Kubernetes.csproj", "It may reference Pipeline.ObjectStorage, Pipeline.Secrets")]
    [InlineData("src/Nuke.Common", "../Nuke.SourceGenerators/Nuke.SourceGenerators.csproj", "The generators take part in compilation only")]
    [InlineData("src/Nuke.SourceGenerators", "../Pipeline.Engine/Pipeline.Engine.csproj", "The compiler loads it by itself")]
    [InlineData("build/_build", "../src/AgentKit.Server/AgentKit.Server.csproj", "runs them as processes")]
    [InlineData("build/_build", "../migrations/migrations.csproj", "runs them as processes")]
    [InlineData("src/Pipeline.Unheard", "../Pipeline.Errors/Pipeline.Errors.csproj", "has no place in the architecture")]
    public void An_arrow_that_is_not_drawn_is_reported_with_its_reason(string project, string reference, string reason)
    {
        var name = project[(project.LastIndexOf('/') + 1)..];
        var file = ProjectFile.Parse($"{project}/{name}.csproj", $"""<Project><ItemGroup><ProjectReference Include="{reference}" /></ItemGroup></Project>""");

        var violation = Assert.Single(Arrows.Violations([file]));

        Assert.StartsWith($"{project}/{name}.csproj ", violation, StringComparison.Ordinal);
        Assert.Contains(reason, violation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_under_a_condition_counts()
    {
        var file = ProjectFile.Parse("src/Pipeline.Secrets/Pipeline.Secrets.csproj", """<Project><ItemGroup Condition="false"><ProjectReference Include="../Pipeline.Engine/Pipeline.Engine.csproj" /></ItemGroup></Project>""");

        Assert.Single(Arrows.Violations([file]));
    }

    [Fact]
    public void Everyone_may_know_the_error_ids_and_tests_may_know_everything()
    {
        ProjectFile[] projects =
        [
            new() { Name = "Pipeline.Secrets", Path = "src/Pipeline.Secrets/Pipeline.Secrets.csproj", References = ["Pipeline.Errors"] },
            new() { Name = "Pipeline.Secrets.Tests", Path = "tests/Pipeline.Secrets.Tests/Pipeline.Secrets.Tests.csproj", References = ["Nuke.Common"] },
        ];

        Assert.Empty(Arrows.Violations(projects));
    }

    [Fact]
    public void Packages_of_NUKE_are_an_option_of_the_components_alone()
    {
        var file = ProjectFile.Parse("build/_build.csproj", """<Project><ItemGroup><PackageReference Include="Nuke.Common" /></ItemGroup></Project>""");

        Assert.Contains("an option of Pipeline.Components alone", Assert.Single(Arrows.Violations([file])), StringComparison.Ordinal);
    }
}
