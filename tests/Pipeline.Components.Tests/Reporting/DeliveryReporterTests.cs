using Pipeline.Components.Reporting;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Components.Tests.Reporting;

public sealed class DeliveryReporterTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("delivery-report-").FullName;
    private readonly List<(bool IsWarning, string Text)> _told = [];

    private string Page => Path.Combine(_root, "output", "report", "index.html");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_delivery_leaves_its_page()
    {
        Run(SampleRun.Failed);

        Assert.Equal([(false, $"To look at: {Path.Combine("output", "report", "index.html")}")], _told);
        Assert.Equal("Rehearsal of agentkit failed", PageReader.Parse(File.ReadAllText(Page)).Descendants("h1").Single().Value);
        Assert.Equal(["index.html"], Directory.GetFiles(Path.GetDirectoryName(Page)!).Select(Path.GetFileName));
    }

    [Fact]
    public void A_later_delivery_takes_the_place_of_the_earlier()
    {
        Run(SampleRun.Failed);
        Run(SampleRun.Failed with { Result = SampleRun.Failed.Result with { Targets = [.. SampleRun.Failed.Result.Targets.Take(2)] } });

        Assert.Contains("succeeded", PageReader.Parse(File.ReadAllText(Page)).Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_delivers_nothing_leaves_none()
    {
        var run = SampleRun.Failed;

        Run(run with { Plan = run.Plan with { Targets = [.. run.Plan.Targets.Where(x => x.Name is "Compile" or "Migrate")] } });

        Assert.Empty(_told);
        Assert.False(File.Exists(Page));
    }

    [Fact]
    public void A_delivery_that_is_skipped_is_none()
    {
        var run = SampleRun.Failed;

        Run(run with { Plan = run.Plan with { Targets = [.. run.Plan.Targets.Select(x => x with { SkipReason = "--skip" })] } });

        Assert.False(File.Exists(Page));
    }

    [Fact]
    public void A_page_that_can_not_be_written_is_a_warning_with_its_id()
    {
        Directory.CreateDirectory(Path.Combine(_root, "output"));
        File.WriteAllText(Path.Combine(_root, "output", "report"), "a file where the folder should be");

        Run(SampleRun.Failed);

        var (isWarning, text) = Assert.Single(_told);
        Assert.True(isWarning);
        Assert.StartsWith("PIPE2300: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_changes_an_environment_is_a_delivery_unless_the_build_says_otherwise()
    {
        Assert.Equal(["Rehearse", "Up", "Deploy", "Promote", "Rollback", "FinishRelease"], new DeliveryReportAttribute().Targets);
        Assert.Equal(["Ship"], new DeliveryReportAttribute { Targets = ["Ship"] }.Targets);
    }

    private void Run(DeliveryRun run)
    {
        var build = new ReportedBuild { RootDirectory = _root, OutputDirectory = Path.Combine(_root, "output"), Application = () => "agentkit", Environment = () => ("rehearsal", true), Commit = () => null };
        var reporter = new DeliveryReporter(build, ["deploy"], (isWarning, text) => _told.Add((isWarning, text)));
        reporter.OnRunStarting(run.Plan);
        reporter.OnRunFinished(run.Result);
    }
}
