using System.Text.RegularExpressions;

namespace Repository.Tests.Architecture;

public sealed partial class SolutionTests
{
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Checkout.Read("Pipeline.sln").Replace('\\', '/');
        var missing = ProjectFile.All.Select(x => x.Path).Where(x => !solution.Contains($"\"{x}\"", StringComparison.Ordinal)).ToList();

        Assert.True(missing.Count == 0, $"Not in Pipeline.sln. Run: dotnet sln add {string.Join(' ', missing)}");
    }

    [Fact]
    public void Every_project_of_the_solution_exists() =>
        Assert.All(SolutionProject().Matches(Checkout.Read("Pipeline.sln").Replace('\\', '/')).Select(x => x.Groups[1].Value), x => Assert.True(File.Exists(Checkout.PathOf(x)), $"Pipeline.sln has {x}, which doesn't exist."));

    [Fact]
    public void Every_library_and_program_has_a_test_project()
    {
        var tests = ProjectFile.All.Where(x => x.IsTest).ToDictionary(x => x.Name);

        foreach (var project in ProjectFile.All.Where(x => x.Path.StartsWith("src/", StringComparison.Ordinal)))
        {
            Assert.True(tests.TryGetValue($"{project.Name}.Tests", out var test), $"{project.Path} has no tests/{project.Name}.Tests.");
            Assert.True(test.References.Contains(project.Name), $"{test.Path} doesn't reference {project.Path}.");
        }
    }

    [Fact]
    public void Every_package_that_is_used_says_why_and_none_is_left_over()
    {
        var versions = PackageVersion().Matches(Checkout.Read("Directory.Packages.props")).Select(x => x.Groups[1].Value).ToList();
        var reasons = Reason().Matches(Checkout.Read("docs/decisions/0002-dependencies.md")).Select(x => x.Groups[1].Value).ToList();

        Assert.Equal(versions.Order(StringComparer.OrdinalIgnoreCase), reasons.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Versions_stand_in_one_file_in_order()
    {
        var versions = PackageVersion().Matches(Checkout.Read("Directory.Packages.props")).Select(x => x.Groups[1].Value).ToList();

        Assert.Equal(versions.Distinct().Order(StringComparer.OrdinalIgnoreCase), versions);
        Assert.DoesNotContain(ProjectFile.All, x => x.Packages.Count > 0 && InlineVersion().IsMatch(Checkout.Read(x.Path)));
    }

    [GeneratedRegex("""^Project\("[^"]*"\) = "[^"]*", "([^"]*\.csproj)",""", RegexOptions.Multiline)]
    private static partial Regex SolutionProject();

    [GeneratedRegex("""<PackageVersion Include="([^"]+)" """)]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Reason();

    [GeneratedRegex("""<PackageReference [^>]*\bVersion="[^"]""")]
    private static partial Regex InlineVersion();
}
