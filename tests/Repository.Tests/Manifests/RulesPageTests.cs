using Pipeline.Kubernetes.Reporting;

namespace Repository.Tests.Manifests;

public sealed class RulesPageTests
{
    private const string Page = "docs/policies.md";

    [Fact]
    public void The_page_of_rules_is_up_to_date()
    {
        var rendered = RulesPage.Write();
        if (Environment.GetEnvironmentVariable("PIPELINE_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Checkout.PathOf(Page), rendered);

        Assert.True(File.Exists(Checkout.PathOf(Page)) && Checkout.Read(Page) == rendered, $"{Page} is out of date. Run: PIPELINE_UPDATE_SNAPSHOTS=1 dotnet test tests/Repository.Tests --filter {nameof(RulesPageTests)}");
    }
}
