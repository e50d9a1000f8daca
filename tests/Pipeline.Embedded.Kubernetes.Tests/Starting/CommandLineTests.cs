using Pipeline.Embedded.Kubernetes.Starting;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Tests.Starting;

public class CommandLineTests
{
    [Fact]
    public void Options_become_the_clusters()
    {
        var options = CommandLine.Parse(["--data", "/tmp/x", "--port", "6443", "--image", "a:1=/apps/a", "--image", "b=/apps/b=c", "--no-pods"]).Options;

        Assert.Equal(("/tmp/x", 6443, true, false), (options.DataDirectory, options.Port, options.RunsControllers, options.RunsPods));
        Assert.Equal(new Dictionary<string, string> { ["a:1"] = "/apps/a", ["b"] = "/apps/b=c" }, options.Images);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var error = Assert.Throws<PipelineException>(() => CommandLine.Parse(["--port", "x", "--image", "a", "--colour", "--data"]));

        Assert.Equal(EmbeddedKubernetesErrors.BadOption, error.Code);
        Assert.Equal(
            "The options are wrong: '--port x' is not a number from 0 to 65535; '--image a' is not of the form NAME=PATH; there is no option '--colour'; '--data' needs a value. See --help.",
            error.Message);
        Assert.Equal(2, CommandLine.ExitCodeOf(error));
    }
}
