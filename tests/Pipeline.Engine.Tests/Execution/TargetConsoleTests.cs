using Pipeline.Engine.Execution;
using Pipeline.Engine.Tests.Targets;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Execution;

public sealed class TargetConsoleTests : IDisposable
{
    private readonly StringWriter _underlying = new() { NewLine = "\n" };
    private readonly TargetConsole _console;
    private readonly Recorder _recorder = new();

    public TargetConsoleTests() => _console = new TargetConsole(_underlying);

    public void Dispose()
    {
        _console.Dispose();
        _underlying.Dispose();
    }

    private async Task<IEnumerable<string>> LinesOfAsync(Action action)
    {
        Assert.True((await Run.TargetsAsync([Target("A").Doing(action)], observers: [_recorder])).Succeeded);
        return _recorder.LinesOf("A");
    }

    [Fact]
    public async Task What_a_target_writes_is_its_output_line_by_line()
    {
        var lines = await LinesOfAsync(() =>
        {
            _console.WriteLine("one");
            _console.Write("two\nthree\r\nfo");
            _console.Write('u');
            _console.Write(['r', 'x'], 0, 1);
            _console.Write((string?)null);
            _console.WriteLine();
            _console.WriteLine();
            _console.WriteLine("{0}-{1}", 5, 6);
            _console.WriteLine(7);
        });

        Assert.Equal(["one", "two", "three", "four", "", "5-6", "7"], lines);
        Assert.All(_recorder.Output, x => Assert.Equal(OutputLevel.Information, x.Line.Level));
        Assert.Equal("", _underlying.ToString());
    }

    [Fact]
    public async Task A_carriage_return_and_its_line_feed_may_come_apart()
    {
        var lines = await LinesOfAsync(() =>
        {
            _console.Write("one\r");
            _console.Write("\ntwo\n");
        });

        Assert.Equal(["one", "two"], lines);
    }

    [Fact]
    public async Task A_line_without_its_end_is_written_when_the_target_ends_before_that_is_told()
    {
        await LinesOfAsync(() =>
        {
            _console.Write("unfinished");
            _console.Flush();
        });

        Assert.Equal(["run starting", "A starting", "A: unfinished", "A Succeeded", "run finished"], _recorder.Events);
    }

    [Fact]
    public async Task A_target_that_fails_has_its_last_words_written()
    {
        await Run.TargetsAsync([Target("A").Doing(() => { _console.Write("last words"); throw new InvalidOperationException(); })], observers: [_recorder]);

        Assert.Equal(["last words"], _recorder.LinesOf("A"));
    }

    [Fact]
    public void Outside_of_a_target_everything_goes_to_the_underlying_console()
    {
        _console.Write('a');
        _console.Write("b");
        _console.WriteLine("c");
        _console.WriteLine();
        _console.Flush();

        Assert.Equal("abc\n\n", _underlying.ToString());
        Assert.Equal((_underlying.Encoding, "\n"), (_console.Encoding, _console.NewLine));
        _console.NewLine = "|";
        Assert.Equal("|", _underlying.NewLine);
    }

    [Fact]
    public async Task Unfinished_lines_of_targets_and_consoles_are_kept_apart()
    {
        using var error = new TargetConsole(_underlying);
        using var both = new Barrier(2);
        Pipeline.Engine.Targets.TargetDefinition Writing(string name) => Target(name).Doing(() =>
        {
            _console.Write($"{name} ");
            error.Write($"{name} error ");
            both.SignalAndWait(Run.Bound);
            _console.WriteLine("out");
            error.WriteLine("out");
        });

        await Run.TargetsAsync([Writing("A"), Writing("B")], new ExecutionOptions { Parallelism = 2 }, [_recorder]);

        Assert.Equal(["A out", "A error out"], _recorder.LinesOf("A"));
        Assert.Equal(["B out", "B error out"], _recorder.LinesOf("B"));
    }

    [Fact]
    public async Task Lines_from_many_threads_of_a_target_stay_whole()
    {
        var lines = await LinesOfAsync(() => Parallel.For(0, 500, i => _console.WriteLine($"line {i}")));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"line {i}").Order(), lines.Order());
    }

    [Fact]
    public async Task An_observer_that_writes_to_the_replaced_console_does_not_come_back_to_itself_or_lock_up()
    {
        // As Console.SetOut wraps it: one lock around every write.
        using var synchronised = TextWriter.Synchronized(_console);
        var echo = new Recorder { OnEvent = synchronised.WriteLine };

        var result = await Run.TargetsAsync([.. Enumerable.Range(0, 4).Select(i => Target($"T{i}").Doing(() =>
        {
            for (var k = 0; k < 200; k++)
                synchronised.WriteLine("x");
        }))], new ExecutionOptions { Parallelism = 4 }, [echo]);

        Assert.True(result.Succeeded);
        Assert.Equal(800, echo.Output.Count);
        Assert.Equal(echo.Events.Count, _underlying.ToString().Count(x => x == '\n'));
    }
}
