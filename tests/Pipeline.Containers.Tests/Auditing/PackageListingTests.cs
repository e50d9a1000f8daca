using Pipeline.Containers.Auditing;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Auditing;

public sealed class PackageListingTests
{
    [Fact]
    public void A_package_of_several_frameworks_counts_once_for_each_project()
    {
        const string Framework = """{"framework":"NAME","transitivePackages":[{"id":"a","resolvedVersion":"1.0","vulnerabilities":[{"severity":"Low","advisoryurl":"https://example.com/CVE-2099-1"}]}]}""";
        var listing = PackageListing.Parse($$"""{"version":1,"sources":["x"],"projects":[{"path":"/a.csproj","frameworks":[{{Framework}},{{Framework}}]},{"path":"/b.csproj","frameworks":[{{Framework}}]},{"path":"/c.csproj"}]}""", "x.sln");

        Assert.Equal(["CVE-2099-1 /a.csproj", "CVE-2099-1 /b.csproj"], listing.Report.Findings.Select(x => $"{x.Id} {x.Target}"));
        Assert.Equal(3, listing.Report.Targets.Count);
    }

    [Fact]
    public void Problems_are_parted_by_their_weight()
    {
        var listing = PackageListing.Parse("""{"version":1,"problems":[{"level":"error","text":"bad"},{"level":"error","text":"bad"},{"level":"warning","text":"odd"},{"text":"unrated"}],"projects":[]}""", "x.sln");

        Assert.Equal(["bad", "unrated"], listing.Errors);
        Assert.Equal(["odd"], listing.Warnings);
    }

    [Theory]
    [InlineData("{", "is no JSON")]
    [InlineData("{}", "isn't of version 1")]
    [InlineData("""{"version":2}""", "isn't of version 1")]
    [InlineData("""{"version":1,"projects":[{"frameworks":[{"topLevelPackages":[{"id":"a","vulnerabilities":[{"severity":"Grave","advisoryurl":"https://x/1"}]}]}]}]}""", "rates https://x/1 'grave'")]
    [InlineData("""{"version":1,"projects":[{"frameworks":[{"topLevelPackages":[{"id":"a","vulnerabilities":[{"severity":"Low"}]}]}]}]}""", "without package or advisory")]
    public void What_is_not_understood_is_refused(string json, string what)
    {
        var error = Assert.Throws<PipelineException>(() => PackageListing.Parse(json, "x.sln"));

        Assert.Equal("PIPE3451", error.Code.Id);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }
}
