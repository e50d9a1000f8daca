using System.Xml.Linq;
using Pipeline.Components.Reporting;
using Pipeline.Components.Reporting.Pages;
using Pipeline.Engine.Execution;
using Pipeline.Releases.Proving;
using static Pipeline.Components.Tests.Reporting.PageReader;

namespace Pipeline.Components.Tests.Reporting;

public class DeliveryPageTests
{
    [Fact]
    public void A_rehearsal_is_told_in_the_order_in_which_a_release_manager_asks()
    {
        var page = Parse(DeliveryPage.Html(SampleRun.Rehearsal));

        Assert.Equal("Rehearsal of agentkit-server succeeded", page.Descendants("h1").Single().Value);
        Assert.Equal(["unproven", "timeline", "coverage", "images", "scan", "audit", "bills", "plan", "rollout", "evidence", "problems", "files"], Sections(page));
        Assert.Equal(Sections(page), page.Descendants("nav").Single().Descendants("a").Select(x => ((string)x.Attribute("href")!)[1..]));
        Assert.Empty(Dangers(page));
        foreach (var fact in new[] { "0123456789abcdef0123456789abcdef01234567", "1 min 21 s", "2026-11-23 12:00:00 UTC", "build-machine", "15 succeeded, 1 cached, 1 skipped" })
            Assert.Contains(fact, page.Descendants("header").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_proved_comes_first_and_names_every_reason()
    {
        var section = Section(Parse(DeliveryPage.Html(SampleRun.Rehearsal)), "unproven");

        foreach (var gap in new[] { "Image scan: agentkit-server: there is no Trivy", "Package audit: The feed serves no", "Coverage gate, Signature, Restore drill: no stage left any", "application layer alone", "Notify: Webhook is not null", "Restore: not done anew", "Network policies", "Security contexts", "not MongoDB" })
            Assert.Contains(gap, section.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_environment_is_not_told_the_limits_of_an_embedded_one()
    {
        var section = Section(Parse(DeliveryPage.Html(SampleRun.Rehearsal with { IsRehearsal = false, Environment = "production" })), "unproven");

        Assert.DoesNotContain("Network policies", section.Value, StringComparison.Ordinal);
        Assert.Contains("no Trivy", section.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_run_says_so_what_failed_and_what_never_ran()
    {
        var page = Parse(DeliveryPage.Html(SampleRun.Failed));

        var header = page.Descendants("header").Single();
        Assert.Equal(("bad", "failed"), ((string?)header.Attribute("class"), header.Descendants("span").First().Value));
        Assert.Contains("Deploy: InvalidOperationException: 2 of 3 pods aren't ready.", header.Value, StringComparison.Ordinal);
        Assert.Contains("Readiness probe failed: HTTP 503", Section(page, "problems").Value, StringComparison.Ordinal);
        Assert.Contains("SmokeTest: Deploy failed", Section(page, "unproven").Value, StringComparison.Ordinal);
        Assert.Contains("No stage left evidence", Section(page, "evidence").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_is_neither_good_nor_bad()
    {
        var page = Parse(DeliveryPage.Html(SampleRun.Failed with { Result = SampleRun.Failed.Result with { WasCancelled = true } }));

        Assert.Equal("Delivery of agentkit-server was cancelled", page.Descendants("h1").Single().Value);
        Assert.Equal("doubt", (string?)page.Descendants("header").Single().Attribute("class"));
    }

    [Fact]
    public void Where_nothing_is_there_the_page_claims_nothing()
    {
        var page = Parse(DeliveryPage.Html(SampleRun.Empty with { Commit = null, IsClean = null, Environment = null }));

        Assert.Equal(["unproven", "timeline", "evidence"], Sections(page));
        Assert.Contains("Tests, Coverage gate, Image, Bill of materials", Section(page, "unproven").Value, StringComparison.Ordinal);
        Assert.Contains("not known", page.Descendants("header").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("passed", page.Descendants("body").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, " and changes that aren't committed")]
    [InlineData(null, " (git didn't say whether all is committed)")]
    public void The_commit_is_named_with_what_is_not_in_it(bool? isClean, string said)
    {
        var header = Parse(DeliveryPage.Html(SampleRun.Rehearsal with { IsClean = isClean })).Descendants("header").Single();

        Assert.Contains(header.Descendants("dd"), x => x.Value == SampleRun.Rehearsal.Commit + said);
    }

    [Theory]
    [InlineData(TargetStatus.Succeeded, "succeeded", true)]
    [InlineData(TargetStatus.Cached, "cached", true)]
    [InlineData(TargetStatus.Failed, "failed", true)]
    [InlineData(TargetStatus.Cancelled, "cancelled", true)]
    [InlineData(TargetStatus.Skipped, "skipped", false)]
    [InlineData(TargetStatus.NotRun, "not run", false)]
    public void Each_status_has_its_word_and_its_colour_and_a_bar_where_time_was_spent(TargetStatus status, string word, bool hasBar)
    {
        var run = SampleRun.Of([(SampleRun.Planned("Deploy"), SampleRun.Ended("Deploy", status, 0, hasBar ? 3 : 0, "because"))], 3);

        var section = Section(Parse(DeliveryPage.Html(run)), "timeline");

        Assert.Equal(hasBar ? 1 : 0, section.Descendants("svg").Single().Descendants("rect").Count());
        Assert.Contains(section.Descendants("span"), x => x.Value == word && ((string?)x.Attribute("class"))!.StartsWith("badge", StringComparison.Ordinal));
        Assert.Equal(word.Replace(' ', '-'), (string?)section.Descendants("ol").Single().Elements("li").Single().Attribute("class"));
    }

    [Fact]
    public void The_critical_path_is_marked_where_targets_ran_at_once()
    {
        var section = Section(Parse(DeliveryPage.Html(SampleRun.Rehearsal)), "timeline");

        Assert.Contains("Restore → Compile → TestFast → CheckFastTests → Deploy → SmokeTest → PlanRelease → Promote → Rehearse", section.Value, StringComparison.Ordinal);
        Assert.Equal(9, section.Descendants("g").Count(x => ((string)x.Attribute("class")!).EndsWith(" critical", StringComparison.Ordinal)));
        Assert.DoesNotContain("ritical", Section(Parse(DeliveryPage.Html(SampleRun.Failed with { Plan = SampleRun.Failed.Plan, Result = SampleRun.Failed.Result with { Targets = [.. SampleRun.Failed.Result.Targets.Take(3)] } })), "timeline").Descendants("ul").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_earlier_run_left_is_marked_and_its_plans_are_not_shown()
    {
        var page = Parse(DeliveryPage.Html(SampleRun.Rehearsal));

        Assert.Contains("earlier run", Section(page, "images").Value, StringComparison.Ordinal);
        Assert.DoesNotContain("earlier run", Section(page, "coverage").Value, StringComparison.Ordinal);
        var plans = Section(page, "plan");
        Assert.Contains("Release 42 of agentkit to production", plans.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("Old plan", plans.Value, StringComparison.Ordinal);
        Assert.Equal("../release/release.staging.md", (string?)plans.Descendants("a").Single().Attribute("href"));
        Assert.Contains(Section(page, "evidence").Descendants("tr"), x => x.Value.StartsWith("Image", StringComparison.Ordinal) && x.Value.Contains("earlier run", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scan_that_was_not_done_is_never_shown_as_passed()
    {
        var page = Parse(DeliveryPage.Html(SampleRun.Rehearsal));

        Assert.Equal(["not done", "failed"], Section(page, "scan").Elements("p").Select(x => x.Elements("span").FirstOrDefault()?.Value).Where(x => x is not null));
        Assert.Contains("0.75.0, with the vulnerability data of 2026-11-23T06:00:00Z", Section(page, "scan").Value, StringComparison.Ordinal);
        Assert.DoesNotContain("CVE-2026-3", Section(page, "scan").Value, StringComparison.Ordinal);
        Assert.Equal("https://avd.aquasec.com/nvd/cve-2026-12345", (string?)Section(page, "scan").Descendants("a").Single().Attribute("href"));
    }

    [Fact]
    public void Links_to_files_lead_to_the_files_whatever_their_names() =>
        Assert.Contains("../release/a%20b%231.md", Section(Parse(DeliveryPage.Html(SampleRun.Rehearsal)), "files").Descendants("a").Select(x => (string?)x.Attribute("href")));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("javascript:alert(1)")]
    [InlineData("</style></title></textarea><script>alert(1)</script>")]
    [InlineData("]]><!-- & &lt;b&gt; -->")]
    public void Nothing_from_a_file_or_a_log_becomes_markup(string hostile)
    {
        var page = Parse(DeliveryPage.Html(Hostile(hostile)));

        Assert.Empty(Dangers(page));
        Assert.Equal($"Delivery of {hostile} failed", page.Element("head")!.Element("title")!.Value);
        foreach (var id in Sections(page).ToList())
            Assert.Contains(hostile, Section(page, id).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_hide_or_turn_what_follows_are_shown_as_such()
    {
        var page = Parse(DeliveryPage.Html(Hostile("a\u202eb\0c\e[31md\ud800e\u200bf")));

        Assert.DoesNotContain(page.Value, x => x is '\u202e' or '\0' or '\e' or '\u200b' || char.IsSurrogate(x));
        Assert.Contains("a\ufffdb", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_run_gives_the_same_page() => Assert.Equal(DeliveryPage.Html(SampleRun.Rehearsal), DeliveryPage.Html(SampleRun.Rehearsal));

    // In every place at once where a text can come from a file, a log or a name.
    private static DeliveryRun Hostile(string text)
    {
        var file = new FoundFile($"scan/{text}", SampleRun.Start.AddMinutes(1));
        var verdict = new FoundVerdict { State = text, Reason = text, Image = text, Scanner = text, DatabaseUpdatedAt = text, Problems = [text], Fates = new Dictionary<string, long> { [text] = 1 }, Severities = new Dictionary<string, long> { [text] = 1 }, Findings = [new("counted", text, text, text, text, text, text)] };
        var run = SampleRun.Of(
            [
                (SampleRun.Planned(text), SampleRun.Ended(text, TargetStatus.Failed, 0, 1, text) with { Error = new InvalidOperationException(text), Summary = [new(text, text)] }),
                (SampleRun.Planned("Deploy", text), SampleRun.Ended("Deploy", TargetStatus.Skipped, reason: text) with { Summary = [new(text, text)] }),
            ],
            2);
        return run with
        {
            Plan = run.Plan with { Requested = [text] },
            Result = run.Result with { Problems = [new(text, new OutputLine(SampleRun.Start, OutputLevel.Warning, text)), new("", new OutputLine(SampleRun.Start, OutputLevel.Error, text))] },
            Application = text,
            Environment = text,
            Commit = text,
            Origin = text,
            StartedBy = text,
            Files = new DeliveryFiles
            {
                Coverage = [new(file, SampleRun.Files.Coverage[0].Content with { Tests = new() { Passed = 1, Failed = 0, Skipped = 1, SkipReasons = [text] } })],
                Images = [new(file, new FoundImage(text, text, text, HasBase: false, 1))],
                Scans = [new(file, verdict)],
                Audits = [new(file, verdict)],
                Evidence = [new() { Kind = text, Result = EvidenceResult.NotDone, Reason = text, At = SampleRun.Start, Environment = text, Origin = text, Inputs = [new(text, text)], Figures = new Dictionary<string, string> { [text] = text } }, new() { Kind = "sbom", Result = EvidenceResult.Passed, Reason = text, At = SampleRun.Start }],
                Plans = [new(file, Escaped(text))],
                Files = [file],
                Unreadable = [text],
            },
        };
    }

    // As code, which Markdown keeps letter by letter.
    private static string Escaped(string text) => $"# Plan\n\n``{text.ReplaceLineEndings(" ")}``\n\n{text}\n\n[x](javascript:alert(1)) <javascript:alert(1)> ![x](http://evil/x.png)\n";
}
