using Nuke.Common.CI;
using Nuke.Common.Execution;
using Pipeline.Errors;

namespace CommonTests.Execution;

[Collection(OneBuildAtATime.Name)]
public sealed class HostDetectionTests
{
    [Theory]
    [InlineData("terminal", "Terminal", false)]
    [InlineData("GitHubActions", "GitHubActions", true)]
    [InlineData("gitlab", "GitLab", true)]
    [InlineData("AzurePipelines", "AzurePipelines", true)]
    [InlineData("TeamCity", "TeamCity", true)]
    [InlineData("Rider", "Rider", false)]
    public void A_host_is_made_by_its_name_whatever_its_case(string name, string type, bool isServer)
    {
        var host = HostDetection.Create(name);

        Assert.Equal(type, host.GetType().Name);
        Assert.Equal(isServer, host is IBuildServer);
    }

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_the_known_ones()
    {
        var exception = Assert.Throws<PipelineException>(() => HostDetection.Create("Jenkinns"));

        Assert.Equal(("PIPE1300", 2), (exception.Code.Id, exception.ExitCode));
        Assert.Contains("Jenkins, ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_terminal_is_what_remains_and_so_comes_last() => Assert.Equal("Terminal", HostDetection.Known[^1].Name);
}
