using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using Pipeline.Engine.Reporting.Dialects;

namespace Pipeline.Engine.Tests.Reporting;

public sealed class DialectTests : IDisposable
{
    private readonly FakeTime time = new();
    private readonly StringWriter output = new();
    private readonly OutputMask mask = new();

    public void Dispose() => output.Dispose();

    [Fact]
    public void GitHub_gets_groups_annotations_and_masks()
    {
        mask.Add("hunter22\nsecond-line");
        Play(new GitHubActionsDialect { RootDirectory = "/repo" }, run => run
            .Say("A", "/repo/src/A.cs(12,5): error CS0103: 100% wrong: a, b [/repo/src/A.csproj]", OutputLevel.Debug)
            .Say("A", "/repo/src/A.cs(12,5): error CS0103: 100% wrong: a, b [/repo/src/A.csproj]", OutputLevel.Debug)
            .Say("A", "mind hunter22", OutputLevel.Warning)
            .End("A", TargetStatus.Failed, error: new InvalidOperationException("One.\nTwo.")));

        Assert.StartsWith(
            """
            ::add-mask::hunter22
            ::add-mask::second-line
            ::group::A
            ::error file=src/A.cs,line=12,col=5,title=CS0103::100%25 wrong: a, b
            /repo/src/A.cs(12,5): error CS0103: 100% wrong: a, b [/repo/src/A.csproj]
            ::warning title=A::mind ***
            ::endgroup::
            ::error title=A failed::InvalidOperationException: One.%0ATwo.
            ✗ A failed after 0.0 s
            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Theory]
    [InlineData("::error::made up")]
    [InlineData("  ::set-env name=X::y")]
    [InlineData("\u200b\t::add-mask::a")]
    [InlineData("\e[31m::stop-commands::x")]
    [InlineData("text ##[add-path]/tmp")]
    public void A_tool_cannot_issue_GitHub_commands(string line)
    {
        Play(new GitHubActionsDialect(), run => run.Say("A", line, OutputLevel.Debug).End("A"));

        var shown = output.ToString().Split('\n').Where(x => !x.StartsWith("::group::A", StringComparison.Ordinal) && x != "::endgroup::").ToList();
        Assert.DoesNotContain(shown, x => CommandText.BeginsWith(x, "::") || x.Contains("##[", StringComparison.Ordinal));
    }

    [Fact]
    public void GitHub_gets_ten_annotations_of_a_kind_and_the_rest_counted()
    {
        Play(new GitHubActionsDialect(), run =>
        {
            for (var i = 0; i < 13; i++)
                run.Say("A", $"a.cs({i + 1}): warning CS1: w", OutputLevel.Debug).Say("A", $"e{i}", OutputLevel.Error);
            run.End("A");
        });

        Assert.Equal(10, output.ToString().Split("::warning ").Length - 1);
        Assert.Equal(10, output.ToString().Split("::error ").Length - 1);
        Assert.Contains("3 errors and 3 warnings stand in the log alone", output.ToString());
    }

    [Fact]
    public void GitHub_gets_a_job_summary_and_a_warning_when_it_cannot_be_written()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(directory.FullName, "summary.md");
            mask.Add("hunter22");
            Play(new GitHubActionsDialect { StepSummaryPath = path }, run => run.End("A", TargetStatus.Failed, error: new InvalidOperationException("<b>|hunter22\n```")));

            var summary = File.ReadAllText(path);
            Assert.Contains(@"| A | ❌ Failed | 0.0 s | InvalidOperationException: &lt;b&gt;\|\*\*\* |", summary);
            Assert.Contains("````text\nInvalidOperationException: <b>|***\n```\n````\n", summary);

            Play(new GitHubActionsDialect { StepSummaryPath = directory.FullName }, run => run.End("A"));
            Assert.Contains("::warning title=PIPE0151::PIPE0151: The job summary can't be written to", output.ToString());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Azure_gets_groups_and_issues()
    {
        mask.Add("hunter22");
        Play(new AzurePipelinesDialect { RootDirectory = "/repo" }, run => run
            .Say("A", "/repo/a].cs(3,4): warning CS1: 5% off", OutputLevel.Debug)
            .Say("A", "x ##vso[task.setvariable variable=a]b", OutputLevel.Debug)
            .Say("A", "##[section]fake", OutputLevel.Debug)
            .End("A", TargetStatus.Failed, error: new InvalidOperationException("No.")));

        Assert.StartsWith(
            """
            ##vso[task.setsecret]hunter22
            ##[group]A
            ##vso[task.logissue type=warning;sourcepath=a%5D.cs;linenumber=3;columnnumber=4;code=CS1;]5%AZP25 off
            x ## vso[task.setvariable variable=a]b
            ## [section]fake
            ##[endgroup]
            ##vso[task.logissue type=error;]A failed: InvalidOperationException: No.
            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public void GitLab_gets_sections_with_names_of_their_own()
    {
        Play(new GitLabDialect(), run => run.Say("A", "section_end:1:a_1", OutputLevel.Debug).End("A", TargetStatus.Failed, error: new InvalidOperationException("No.")));

        Assert.StartsWith(
            "\e[0Ksection_start:1795348800:a_1\r\e[0KA\n[12:00:00 DBG] section end:1:a_1\n\e[0Ksection_end:1795348800:a_1\r\e[0K\n[12:00:00 ERR] InvalidOperationException: No.\n",
            output.ToString());
    }

    [Fact]
    public void TeamCity_gets_blocks_and_build_problems()
    {
        Play(new TeamCityDialect(), run => run
            .Say("A", "it's [50|50] ü", OutputLevel.Warning).Say("A", "##teamcity[buildStop]", OutputLevel.Debug)
            .End("A", TargetStatus.Failed, error: new InvalidOperationException("One.\nTwo.")));

        Assert.StartsWith(
            """
            ##teamcity[blockOpened name='A']
            ##teamcity[message text='it|'s |[50||50|] |0x00FC' status='WARNING']
            ## teamcity[buildStop]
            ##teamcity[blockClosed name='A']
            ##teamcity[buildProblem description='A failed: InvalidOperationException: One.|nTwo.']
            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Theory]
    [InlineData("a.cs(1,2,3,4): error CS1: m", "a.cs", 1, 2, true)]
    [InlineData(@"C:\x\a.cs(7): warning CA1001: m", @"C:\x\a.cs", 7, 0, false)]
    [InlineData("CSC : error CS5001: m", null, 0, 0, true)]
    [InlineData("/repo/A.csproj : error NU1101: m", "/repo/A.csproj", 0, 0, true)]
    public void Diagnostics_are_read_from_lines(string line, string? file, int row, int column, bool isError) =>
        Assert.Equal(new Diagnostic(file, row, column, isError, Diagnostic.Parse(line)!.Code, "m"), Diagnostic.Parse(line));

    [Theory]
    [InlineData("found 3 errors")]
    [InlineData("log: error without a code: x")]
    [InlineData(": error CS1: no origin")]
    [InlineData("a: error CS1 no colon")]
    public void Other_lines_are_no_diagnostics(string line) => Assert.Null(Diagnostic.Parse(line));

    private void Play(LineDialect dialect, Action<FakeRun> body)
    {
        using var reporter = new LineReporter(output, new ReportOptions { TimeProvider = time, Mask = mask }, dialect);
        var run = new FakeRun(reporter, time);
        run.Begin(FakeRun.Target("A"));
        run.Start("A");
        body(run);
        run.Finish();
    }
}
