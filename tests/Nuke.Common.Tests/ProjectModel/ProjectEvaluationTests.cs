using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Pipeline.Errors;

namespace CommonTests.ProjectModel;

public sealed class ProjectEvaluationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void One_target_framework_and_many_are_both_listed()
    {
        var one = Project("One", "<TargetFramework>net10.0</TargetFramework><RuntimeIdentifiers>linux-x64;win-x64</RuntimeIdentifiers>");
        var many = Project("Many", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");

        Assert.Equal(["net10.0"], one.GetTargetFrameworks());
        Assert.Equal(["net8.0", "net10.0"], many.GetTargetFrameworks());
        Assert.Equal(["linux-x64", "win-x64"], one.GetRuntimeIdentifiers());
        Assert.Null(many.GetRuntimeIdentifiers());
    }

    [Fact]
    public void Properties_are_evaluated_with_the_files_around_the_project()
    {
        _directory.Write("Directory.Build.props", "<Project><PropertyGroup><Version>4.5.6</Version><IsPackable>true</IsPackable></PropertyGroup></Project>");
        var project = Project("App", "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>");

        Assert.Equal("4.5.6", project.GetProperty("Version"));
        Assert.True(project.GetProperty<bool>("IsPackable"));
        Assert.Equal("Exe", project.GetOutputType());
        Assert.Null(project.GetProperty("NobodySetsThis"));
        Assert.Equal("Release", project.GetMSBuildProject("Release").GetPropertyValue("Configuration"));
    }

    [Fact]
    public void Package_versions_are_found_in_the_project_and_managed_centrally()
    {
        _directory.Write("Directory.Packages.props", """<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup><PackageVersion Include="Serilog" Version="4.4.0" /></ItemGroup></Project>""");
        var project = Project("App", "<TargetFramework>net10.0</TargetFramework>", """<PackageReference Include="Serilog" /><PackageReference Include="Other" VersionOverride="2.0.0" />""");

        Assert.True(project.HasPackageReference("serilog"));
        Assert.False(project.HasPackageReference("Absent"));
        Assert.Equal("4.4.0", project.GetPackageReferenceVersion("Serilog"));
        Assert.Equal("2.0.0", project.GetPackageReferenceVersion("Other"));
        Assert.Null(project.GetPackageReferenceVersion("Absent"));
    }

    [Fact]
    public void Items_and_their_metadata_are_those_of_the_first_of_many_frameworks()
    {
        var project = Project("Many", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>", """<Asset Include="a.txt" Size="3" Condition="'$(TargetFramework)' == 'net8.0'" /><Asset Include="b.txt" Size="5" />""");

        Assert.Equal(["a.txt", "b.txt"], project.GetItems("Asset"));
        Assert.Equal([3, 5], project.GetItemMetadata<int>("Asset", "Size"));
        Assert.Equal(5, project.GetItemMetadataSingleOrDefault<int>("Asset", "b.txt", "Size"));
        Assert.Null(project.GetItemMetadataSingleOrDefault("Asset", "c.txt", "Size"));
    }

    [Fact]
    public void A_project_that_msbuild_refuses_is_reported_with_its_words()
    {
        var project = Project("App", "<TargetFramework>net10.0</TargetFramework>", """<PackageReference Include="x" Condition="'$(A" />""");

        var exception = Assert.Throws<PipelineException>(() => project.GetTargetFrameworks());

        Assert.Equal("PIPE1206", exception.Code.Id);
        Assert.Contains("App.csproj", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluating_leaves_the_environment_of_child_processes_alone()
    {
        var before = Environment.GetEnvironmentVariables().Keys.Cast<string>().ToHashSet();

        Project("App", "<TargetFramework>net10.0</TargetFramework>").GetTargetFrameworks();

        Assert.Empty(Environment.GetEnvironmentVariables().Keys.Cast<string>().Except(before));
    }

    private Project Project(string name, string properties, string items = "")
    {
        _directory.Write($"{name}/{name}.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>""");
        var solution = _directory.Write($"{name}.slnx", $"""<Solution><Project Path="{name}/{name}.csproj" /></Solution>""");
        return AbsolutePath.Create(solution).ReadSolution().AllProjects.Single();
    }
}
