namespace Repository.Tests.Generated;

/// <summary>The workflows and <c>.nuke/build.schema.json</c> are what this repository's build generates. The build program is compiled beside these tests.</summary>
public sealed class GeneratedFileTests
{
    private static readonly string s_build = Path.Combine(AppContext.BaseDirectory, "_build.dll");

    [Fact]
    public void The_files_that_the_build_generates_are_up_to_date()
    {
        var (exitCode, output, error) = Checkout.Execute("dotnet", s_build, "--verify-configuration", "--root", Checkout.Root);

        Assert.True(exitCode == 0, $"Run ./build.sh --generate-configuration and commit what it writes.{Environment.NewLine}{error}{output}");
        Assert.Contains(Checkout.Files, x => x.StartsWith(".github/workflows/", StringComparison.Ordinal));
        Assert.Contains(".nuke/build.schema.json", Checkout.Files);
    }

    [Fact]
    public void A_root_without_them_is_reported()
    {
        var root = Directory.CreateTempSubdirectory("pipeline-generated-");
        try
        {
            root.CreateSubdirectory(".nuke");
            File.WriteAllText(Path.Combine(root.FullName, "build.sh"), "");
            File.WriteAllText(Path.Combine(root.FullName, "build.ps1"), "");

            var (exitCode, _, error) = Checkout.Execute("dotnet", s_build, "--verify-configuration", "--root", root.FullName);

            Assert.Equal(1, exitCode);
            Assert.Contains("PIPE1243", error, StringComparison.Ordinal);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
