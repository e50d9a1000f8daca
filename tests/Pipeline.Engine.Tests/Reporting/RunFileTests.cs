using System.Text.Json;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using Pipeline.Engine.Reporting.Plans;
using Pipeline.Errors;

namespace Pipeline.Engine.Tests.Reporting;

public sealed class RunFileTests : IDisposable
{
    private readonly FakeTime time = new();
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory();

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public void The_file_says_what_ran_and_how_it_ended()
    {
        var path = Path.Combine(directory.FullName, "output", "run.json");
        var mask = new OutputMask();
        mask.Add("hunter22");
        var run = new FakeRun(new RunFile(path, [new("host", "Local")], new ReportOptions { Mask = mask }, _ => { }), time);

        run.Begin(FakeRun.Target("A"), FakeRun.Target("B"), FakeRun.Target("C", "A"));
        run.Start("A").Start("B").Wait(1.5).Say("A", "careful hunter22", OutputLevel.Warning).End("B").End("A", figures: [("Tests", "1"), ("Tests", "412")]);
        run.Start("C").Wait(1).End("C", TargetStatus.Failed, error: new PipelineException(new ErrorCode("PIPE0007", "t", "c", "c"), "No hunter22."));
        run.Finish();

        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var root = json.RootElement;
        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(1, root.GetProperty("exitCode").GetInt32());
        Assert.Equal(2.5, root.GetProperty("durationSeconds").GetDouble());
        Assert.Equal("Local", root.GetProperty("facts").GetProperty("host").GetString());
        Assert.Equal("412", root.GetProperty("targets")[0].GetProperty("summary").GetProperty("Tests").GetString());
        Assert.Equal("PIPE0007", root.GetProperty("targets")[2].GetProperty("error").GetProperty("id").GetString());
        Assert.Equal("PIPE0007: No ***.", root.GetProperty("targets")[2].GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("careful ***", root.GetProperty("problems")[0].GetProperty("text").GetString());
        Assert.Equal(2, root.GetProperty("criticalPath").GetProperty("targets").GetArrayLength());
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_a_warning_that_names_it()
    {
        var blocked = Path.Combine(directory.FullName, "file");
        File.WriteAllText(blocked, "");
        var warnings = new List<string>();
        var run = new FakeRun(new RunFile(Path.Combine(blocked, "run.json"), [], new ReportOptions(), warnings.Add), time);

        run.Begin(FakeRun.Target("A"));
        run.Start("A").End("A");
        run.Finish();

        Assert.StartsWith($"PIPE0150: The report of the run can't be written to '{blocked}", Assert.Single(warnings));
    }

    [Fact]
    public void A_plan_as_JSON_holds_stages_and_edges()
    {
        using var stream = new MemoryStream();

        PlanJson.Write(stream, SamplePlans.Delivery());

        using var json = JsonDocument.Parse(stream.ToArray());
        Assert.Equal(19, json.RootElement.GetProperty("targets").GetArrayLength());
        Assert.Equal(3, json.RootElement.GetProperty("targets")[2].GetProperty("stage").GetInt32());
        Assert.Equal("order", json.RootElement.GetProperty("edges")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public void A_plan_as_text_shows_what_runs_at_once_and_why()
    {
        using var output = new StringWriter();
        var plan = FakeRun.PlanOf(
            SamplePlans.Of("Clean", "needed by Test", null, []),
            SamplePlans.Of("Lint", "triggered by Clean", null, [], after: ["Clean"], skip: "--skip"),
            SamplePlans.Of("Test", "requested", null, ["Clean"]));

        PlanText.Write(output, plan, new ReportOptions());

        Assert.Equal(
            """
            Plan for Test: 3 targets in 2 stages
            1 of them will be skipped

            1   Clean  needed by Test

            2 ┌ Lint   skipped: --skip; triggered by Clean; after Clean
              └ Test   requested; needs Clean

            Targets of one stage don't wait for each other: they run at the same time with --parallel.

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }
}
