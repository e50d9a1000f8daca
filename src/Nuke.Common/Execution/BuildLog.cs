using Pipeline.Engine.Execution;

namespace Nuke.Common.Execution;

/// <summary>Where the static <c>Log</c>, <c>Console</c> and <see cref="Host"/> lead: the target that is running, else the run, else standard error.</summary>
internal static class BuildLog
{
    // One build runs in a process, and what writes here is static in NUKE's API.
    private static RunLog? s_run;
    private static Action<OutputLevel, string>? s_before;

    public static void Attach(RunLog? run) => s_run = run;

    /// <summary>Where lines go before and after the run; the session masks secrets in them.</summary>
    public static void AttachBeforeRun(Action<OutputLevel, string> write) => s_before = write;

    public static void Write(OutputLevel level, string text)
    {
        if (TargetContext.Current is { } target)
            target.Write(level, text);
        else if (s_run is { } run)
            run.Write(target: null, level, text);
        else if (level >= OutputLevel.Warning)
            (s_before ?? ((_, line) => Console.Error.WriteLine(line)))(level, text);
    }
}
