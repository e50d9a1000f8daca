using Pipeline.ObjectStorage.Moving;
using Serilog;

namespace Pipeline.Components.Files;

/// <summary>A line every few seconds, however many objects there are.</summary>
internal sealed class MoveLog(TimeProvider timeProvider) : IProgress<StoreMoveProgress>
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long _last = timeProvider.GetTimestamp();

    public void Report(StoreMoveProgress value)
    {
        lock (_gate)
        {
            if (timeProvider.GetElapsedTime(_last) < s_interval)
                return;
            _last = timeProvider.GetTimestamp();
        }

        Log.Information("pass {Pass}: {Looked} looked at, {Copied} copied ({Size:l}), {Failed} failed", value.Pass, value.Looked, value.Copied, Size(value.CopiedBytes), value.Failed);
    }

    public static string Size(long bytes) => bytes switch
    {
        < 10 * 1024 => FormattableString.Invariant($"{bytes} B"),
        < 10 * 1024 * 1024 => FormattableString.Invariant($"{bytes / 1024.0:0.#} KiB"),
        < 10L * 1024 * 1024 * 1024 => FormattableString.Invariant($"{bytes / 1024.0 / 1024:0.#} MiB"),
        _ => FormattableString.Invariant($"{bytes / 1024.0 / 1024 / 1024:0.#} GiB"),
    };
}
