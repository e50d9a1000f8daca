using System.Xml.Linq;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Reporting.Plans;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Tests.Reporting;

public sealed class PlanPageTests
{
    [Fact]
    public void The_page_loads_nothing_from_anywhere()
    {
        var page = Page(SamplePlans.Delivery());

        Assert.DoesNotContain("http://", page);
        Assert.DoesNotContain("https://", page);
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("@import", page);
        Assert.Contains("default-src 'none'", page);
    }

    [Fact]
    public void Every_target_and_edge_is_drawn_once()
    {
        var svg = Svg(SamplePlans.Delivery());

        Assert.Equal(SamplePlans.Delivery().Targets.Count, svg.Descendants("g").Count());
        var edges = svg.Descendants("path").Where(x => x.Attribute("data-from") is not null).ToList();
        Assert.Equal(SamplePlans.Delivery().Targets.Sum(x => x.WaitsFor.Count), edges.Count);
        Assert.Equal(2, edges.Count(x => (string?)x.Attribute("class") == "edge trigger"));
        Assert.Single(edges, x => (string?)x.Attribute("class") == "edge order");
    }

    [Fact]
    public void No_two_targets_overlap_and_every_one_is_on_the_page()
    {
        var layout = PlanLayout.Of(SamplePlans.Delivery());

        foreach (var node in layout.Nodes)
        {
            Assert.InRange(node.X, 0, layout.Width - PlanLayout.NodeWidth);
            Assert.InRange(node.Y, 0, layout.Height - PlanLayout.NodeHeight);
            Assert.DoesNotContain(layout.Nodes, x => x != node && x.X == node.X && Math.Abs(x.Y - node.Y) < PlanLayout.NodeHeight);
        }
    }

    [Fact]
    public void Ordering_that_a_dependency_enforces_is_not_drawn()
    {
        var plan = FakeRun.PlanOf(FakeRun.Target("A"), FakeRun.Target("B", "A"), FakeRun.Target("C", "B") with { WaitsFor = ["B", "A"] });

        Assert.Equal(2, PlanLayout.Of(plan).Routes.Count);
    }

    [Fact]
    public void Whatever_a_build_says_is_text_and_never_markup()
    {
        const string Evil = "</title></script><img src=x onerror=alert(1)>\"'&";
        var target = SamplePlans.Of("Evil" + Evil, Evil, Evil, [], skip: Evil);
        target = target with { Definition = target.Definition with { Produces = [Evil], DynamicConditions = [new TargetCondition(Evil, () => true)], Triggers = [Evil] } };

        var page = Page(new Plan { Targets = [target], Requested = [Evil] }, Evil);

        Assert.DoesNotContain("<img", page);
        Assert.Equal(1, page.Split("</script>").Length - 1);
        Assert.DoesNotContain("\"'&", page);
    }

    [Fact]
    public void An_empty_plan_has_a_page_too()
    {
        Assert.Contains("0 targets in 0 stages", Page(new Plan { Targets = [], Requested = [] }));
    }

    private static XElement Svg(Plan plan)
    {
        var page = Page(plan);
        var start = page.IndexOf("<svg class=\"plan\"", StringComparison.Ordinal);
        var end = page.IndexOf("</svg>", start, StringComparison.Ordinal) + "</svg>".Length;
        return XElement.Parse(page[start..end]);
    }

    private static string Page(Plan plan, string title = "Build plan")
    {
        using var output = new StringWriter();
        PlanPage.Write(output, plan, title);
        if (Environment.GetEnvironmentVariable("PLAN_PAGE_DIRECTORY") is { Length: > 0 } directory && plan.Targets.Count > 5)
            File.WriteAllText(Path.Combine(directory, "plan.html"), output.ToString());
        return output.ToString();
    }
}
