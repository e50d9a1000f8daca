using CommonTests.Tooling;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace CommonTests.Tools;

public class DotNetTasksTests
{
    [Fact]
    public void The_raw_task_gives_the_output_of_the_real_tool()
    {
        var output = DotNet($"--version", logOutput: false, logInvocation: false);

        Assert.Matches(@"^\d+\.\d+\.\d+", output.StdToText());
    }

    [Fact]
    public void A_tiny_project_is_built_for_real_with_the_properties_given()
    {
        using var folder = new TemporaryFolder();
        var project = folder.Write("Tiny App/Tiny.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <Target Name="Show" AfterTargets="Build"><Message Importance="high" Text="authors [$(Authors)] version [$(Version)]" /></Target>
            </Project>
            """);
        folder.Write("Tiny App/Class.cs", "public class Tiny;");

        var output = DotNetBuild(_ => _
            .SetProjectFile(project)
            .SetConfiguration("Release")
            .SetVersion("1.2.3-beta")
            .SetAuthors("Ann Lee", "Bob; Co")
            .EnableNoLogo()
            .DisableProcessOutputLogging()
            .DisableProcessInvocationLogging());

        Assert.Contains(output, x => x.Text.Contains("authors [Ann Lee,Bob; Co] version [1.2.3-beta]", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "bin", "Release", "net10.0", "Tiny.dll")));
    }
}
