using System.Xml;
using System.Xml.Linq;
using Pipeline.Kubernetes.Planning;
using Pipeline.Releases.Pages;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.RollingBack;

namespace Pipeline.Releases.Tests.Pages;

public class PlanHtmlTests
{
    [Fact]
    public void The_page_says_what_the_Markdown_says()
    {
        var page = Parse(ReleasePlanPage.Html(Samples.Plan));

        Assert.Equal("Release 42 of agentkit to production", page.Descendants("title").Single().Value);
        Assert.Equal(["Policy: staging to production is met", "Images", "Database", "Cluster", "Settings", "Secrets", "Evidence"], page.Descendants("h2").Select(x => x.Value));
        foreach (var part in new[] { Samples.Plan.Hash, "Release 41 is deployed there now", "release key 2026", "allow contacts", "AGENTKIT_LOG_LEVEL", "version 7", "missing" })
            Assert.Contains(part, page.Value, StringComparison.Ordinal);
        Assert.Equal(5, page.Descendants("table").Count());
        Assert.Equal("    ~ spec.replicas: 2 -> 3", page.Descendants("span").Single(x => x.Value.Contains("replicas", StringComparison.Ordinal)).Value.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](http://evil/x.png)")]
    [InlineData("a | b\n# Approved")]
    [InlineData("\u202eevil\0\e[31m")]
    public void Nothing_in_a_plan_becomes_markup(string hostile)
    {
        var plan = Samples.Plan with
        {
            Application = hostile,
            MadeBy = hostile,
            Commit = hostile,
            Images = [new ImageSignature(hostile, hostile, hostile)],
            Objects = [new PlannedObjectChange("create", hostile, [hostile])],
            Settings = [new SettingDifference(hostile, hostile, hostile)],
            Secrets = [new PlannedSecret(hostile, hostile)],
            NotWired = [hostile],
        };

        var page = Parse(ReleasePlanPage.Html(plan));

        Assert.DoesNotContain(page.Descendants(), x => x.Name.LocalName is "script" or "img" or "a" or "iframe");
        Assert.DoesNotContain(page.Descendants().Attributes(), x => x.Name.LocalName is ['o', 'n', ..] or "href" or "src" or "style");
        Assert.Equal(8, page.Descendants("h2").Count());
        Assert.DoesNotContain(page.Value, x => x is '\u202e' or '\0' or '\e');
    }

    [Theory]
    [InlineData("text <b>bold</b> <!-- hidden --> &amp; [l](https://a.example) <https://a.example>")]
    [InlineData("- a\n- b\n\n***\n\n> quote\n\n1. x  \n   y")]
    [InlineData("```html\n<script>\n```\n\n    indented <b>\n")]
    [InlineData("&#27; &#x1b;[31m &#8238; &#0; &nbsp; &#xd800;")]
    [InlineData("[a]: javascript:alert(1)\n\n[a]")]
    [InlineData("")]
    public void Any_Markdown_becomes_a_well_formed_page_without_links(string markdown) =>
        Assert.DoesNotContain(Parse(PlanHtml.Page(markdown)).Descendants(), x => x.Name.LocalName is "a" or "b" or "script");

    [Fact]
    public void A_rollback_has_its_page_too()
    {
        var plan = new RollbackPlan
        {
            Environment = "production",
            Deployment = new DeployPlan { Application = "agentkit", Namespace = "n", ClusterUid = "uid-1", Number = 41, CurrentNumber = 42, Objects = [], Timeout = TimeSpan.FromMinutes(1) },
            Schema = new SchemaChoice(SchemaFate.AskPerson, "6 <drop> names has no way down."),
        };

        var page = Parse(RollbackPage.Html(plan));

        Assert.Equal("agentkit in production back to release 41", page.Descendants("h1").Single().Value);
        Assert.Contains("It can't be done: 6 <drop> names has no way down.", page.Value, StringComparison.Ordinal);
        Assert.Contains(plan.Hash, page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void As_a_section_its_headings_stand_below_those_of_the_page()
    {
        var section = PlanHtml.Section("# A\n\n## B\n\n###### C");

        Assert.Equal(["h3", "h4", "h6"], section.Elements().Select(x => x.Name.LocalName));
    }

    [Fact]
    public void Void_elements_are_closed_in_place_and_empty_ones_by_a_tag() =>
        Assert.Contains("<body><p></p><br/>&lt;&amp;&#39;&quot;</body>", HtmlWriter.Page("t", "", new XElement("body", new XElement("p"), new XElement("br"), "<&'\"")), StringComparison.Ordinal);

    private static XElement Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
