using System.Globalization;
using Pipeline.Migrations.Running;

namespace Pipeline.Cli.Showing;

/// <summary>A run in a log: a line for each step that is done, and while one takes long, a line every few seconds.</summary>
internal sealed class ProgressLines : IProgress<MigrationProgress>, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Action<string> _write;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private MigrationProgress? _current;
    private long _lastWrite;
    private long _stepBegan;

    public ProgressLines(Action<string> write, TimeProvider time)
    {
        (_write, _time) = (write, time);
        _lastWrite = _stepBegan = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Tick(), null, s_interval, s_interval);
    }

    public void Report(MigrationProgress value)
    {
        lock (_lock)
        {
            switch (value.Kind)
            {
                case ProgressKind.StepStarted:
                    (_current, _stepBegan) = (value, _time.GetTimestamp());
                    break;
                case ProgressKind.StepAdvanced:
                    _current = value;
                    if (_time.GetElapsedTime(_lastWrite) >= s_interval)
                        Write(value);
                    break;
                case ProgressKind.Waiting:
                    Write(value);
                    break;
                default:
                    _current = null;
                    Write(value);
                    break;
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        lock (_lock)
        {
            if (_current is { } current && _time.GetElapsedTime(_lastWrite) >= s_interval)
                Write(current);
        }
    }

    private void Write(MigrationProgress value)
    {
        _lastWrite = _time.GetTimestamp();
        var place = value.Step is null ? "" : string.Create(CultureInfo.InvariantCulture, $"[{value.Index + 1}/{value.Count}] ");
        var took = value.Duration is { } duration ? $", {OutcomeText.Seconds(duration)}"
            : value.Kind is ProgressKind.StepStarted or ProgressKind.StepAdvanced ? $", {OutcomeText.Seconds(_time.GetElapsedTime(_stepBegan))} so far" : "";
        _write($"{place}{value.Message}{took}");
    }
}
