using Pipeline.Embedded.Kubernetes.Running.Volumes;

namespace Pipeline.Embedded.Kubernetes.Tests.Running.Volumes;

public class ShownPathTests
{
    [Theory]
    [InlineData("/data", "/host/files")]
    [InlineData("/data/", "/host/files/")]
    [InlineData("/data/a/b", "/host/files/a/b")]
    [InlineData("file:///data", "file:///host/files")]
    [InlineData("file:///data/a", "file:///host/files/a")]
    [InlineData("/data/inner/a", "/host/inner/a")]
    [InlineData("/database", "/database")]
    [InlineData("s3://data/a", "s3://data/a")]
    [InlineData("not /data", "not /data")]
    [InlineData("", "")]
    public void A_value_that_is_a_mount_path_or_below_one_points_to_the_folder(string value, string expected)
    {
        var environment = new Dictionary<string, string> { ["X"] = value };

        ShownPaths.Show(environment, [("/data", "/host/files"), ("/data/inner/", "/host/inner")]);

        Assert.Equal(expected, environment["X"]);
    }
}
