using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;
using Pipeline.Engine.Tests.Targets;
using Pipeline.Errors;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Execution;

public sealed class ContinuationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("continuation-").FullName;
    private readonly List<string> _warnings = [];
    private bool _mayPass;

    private string StatePath => Path.Combine(_folder, "temp", "continue.state");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TargetDefinition[] Targets =>
        [Target("A"), Target("B", "A").When("No", false), Target("C", "B").Doing(() => { if (!_mayPass) throw new InvalidOperationException(); }), Target("D", "C")];

    private async Task<RunResult> RunAsync(IReadOnlyList<string>? done = null, ExecutionOptions? options = null, TargetDefinition[]? targets = null)
    {
        using var continuation = new Continuation(StatePath, "build\t1", done ?? [], _warnings.Add);
        return await Run.PlanAsync(Plan(targets ?? Targets, new PlanRequest { Targets = ["D"], AlreadyDone = done ?? [] }), options, [continuation]);
    }

    private IReadOnlyList<string> Load() => Continuation.Load(StatePath, ["d"], "build\t1");

    private static string WhyNot(Action load)
    {
        var exception = Assert.Throws<PipelineException>(load);
        Assert.Equal((TargetErrors.NothingToContinue, 2), (exception.Code, exception.ExitCode));
        Assert.EndsWith("Run without --continue.", exception.Message, StringComparison.Ordinal);
        return exception.Message;
    }

    [Fact]
    public async Task After_a_failure_what_succeeded_or_was_skipped_is_known()
    {
        await RunAsync();

        Assert.Equal(["A", "B"], Load());
    }

    [Fact]
    public async Task A_continued_run_that_fails_again_loses_nothing_and_one_that_succeeds_leaves_nothing()
    {
        await RunAsync();
        var again = await RunAsync(Load());

        Assert.Equal("A:Skipped B:Skipped C:Failed D:NotRun", again.Statuses());
        Assert.Equal(["A", "B"], Load());
        _mayPass = true;
        Assert.Equal("A:Skipped B:Skipped C:Succeeded D:Succeeded", (await RunAsync(Load())).Statuses());
        Assert.False(File.Exists(StatePath));
        Assert.Contains("the last one succeeded", WhyNot(() => Load()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_is_on_disk_while_the_run_goes_on()
    {
        IReadOnlyList<string>? seen = null;

        await RunAsync(targets: [Target("A"), Target("C", "A"), Target("D", "C").Doing(() => seen = Load())]);

        Assert.Equal(["A", "C"], seen);
    }

    [Fact]
    public async Task A_new_run_forgets_the_one_before_as_soon_as_a_target_starts()
    {
        await RunAsync();

        await RunAsync(targets: [Target("D").Failing()]);

        Assert.Empty(Load());
    }

    [Fact]
    public async Task A_dry_run_leaves_the_state_alone()
    {
        await RunAsync();

        Assert.True((await RunAsync(options: new ExecutionOptions { DryRun = true }, targets: [Target("D")])).Succeeded);

        Assert.Equal(["A", "B"], Load());
    }

    [Fact]
    public async Task A_torn_last_line_is_ignored()
    {
        await RunAsync();
        await File.AppendAllTextAsync(StatePath, "C");

        Assert.Equal(["A", "B"], Load());
    }

    [Fact]
    public async Task A_kill_between_any_two_bytes_leaves_whole_lines_or_a_reason()
    {
        await RunAsync();
        var whole = await File.ReadAllBytesAsync(StatePath);

        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(StatePath, whole.AsMemory(0, length));
            var wholeLines = whole.Take(length).Count(x => x == '\n');
            if (wholeLines > 0)
                Assert.Equal(new[] { "A", "B" }.Take(wholeLines - 1), Load());
            else
                Assert.Contains("is damaged", WhyNot(() => Load()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_build_or_other_targets_are_refused_with_the_reason()
    {
        await RunAsync();

        Assert.Contains("the build has changed since the last run", WhyNot(() => Continuation.Load(StatePath, ["D"], "build\t2")), StringComparison.Ordinal);
        Assert.Contains("the last unfinished run was of D, not of A B", WhyNot(() => Continuation.Load(StatePath, ["A", "B"], "build\t1")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_cannot_be_read_is_refused_with_the_reason()
    {
        Directory.CreateDirectory(StatePath);

        Assert.Contains("can't be read", WhyNot(() => Load()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_cannot_be_written_is_one_warning_and_no_failure()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "temp"), "a file where a folder is needed");
        _mayPass = true;

        var result = await RunAsync();

        Assert.True(result.Succeeded);
        Assert.Contains("This run can't be continued if it fails", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_cannot_be_removed_is_a_warning()
    {
        _mayPass = true;

        var result = await RunAsync(targets: [Target("D").Doing(() => { File.Delete(StatePath); Directory.CreateDirectory(StatePath); })]);

        Assert.True(result.Succeeded);
        Assert.Single(_warnings);
    }

    [Fact]
    public void Names_of_any_kind_survive()
    {
        using (var continuation = new Continuation(StatePath, "f\n\\", [@"a\tb", "c\td\\"], _warnings.Add))
        {
            continuation.OnRunStarting(new Plan { Targets = [], Requested = ["x y", "z\n"] });
            continuation.OnTargetFinished(new TargetResult { Name = "e\nf", Status = TargetStatus.Cached });
        }

        Assert.Equal([@"a\tb", "c\td\\", "e\nf"], Continuation.Load(StatePath, ["z\n", "x y"], "f\n\\"));
    }
}
