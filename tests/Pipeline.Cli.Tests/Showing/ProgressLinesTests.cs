using Pipeline.Cli.Showing;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Running;

namespace Pipeline.Cli.Tests.Showing;

public sealed class ProgressLinesTests
{
    private static readonly MigrationStep s_step = new() { Version = 1, Name = "x", Action = StepAction.Up, Phase = MigrationPhase.Expand, Kind = MigrationKind.Batch, File = "x.cs", Checksum = "" };

    [Fact]
    public void A_quick_step_has_one_line_and_a_long_one_more_every_few_seconds()
    {
        var clock = new ManualTime();
        var lines = new List<string>();
        using var progress = new ProgressLines(lines.Add, clock);

        progress.Report(Of(ProgressKind.StepStarted, "applying"));
        progress.Report(Of(ProgressKind.StepAdvanced, "500 documents"));
        clock.Advance(TimeSpan.FromSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(2));
        progress.Report(Of(ProgressKind.StepAdvanced, "1000 documents"));
        progress.Report(Of(ProgressKind.StepDone, "applied") with { Duration = TimeSpan.FromSeconds(7) });
        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(["[1/2] 500 documents, 5.00 s so far", "[1/2] applied, 7.00 s"], lines);
    }

    private static MigrationProgress Of(ProgressKind kind, string message) => new() { Kind = kind, Step = s_step, Index = 0, Count = 2, Message = message };

    private sealed class ManualTime : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State)> _timers = [];
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add((callback, state));
            return new Timer();
        }

        public void Advance(TimeSpan time)
        {
            _now += time;
            foreach (var (callback, state) in _timers)
                callback(state);
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
