using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Execution;

/// <summary>Hears what happens in a run: the console, a CI's log, a report. Calls come one at a time, in order, never overlapping.</summary>
/// <remarks>One that throws hears nothing more; the run fails with <see cref="RunResult.Error"/>, and no target starts after it unless the run is to keep going.</remarks>
public interface IRunObserver
{
    /// <summary>The plan is made; nothing has run yet.</summary>
    void OnRunStarting(Plan plan);

    /// <summary>A target's turn has come. Not called for targets that are skipped or never run.</summary>
    void OnTargetStarting(PlannedTarget target);

    /// <summary>A line was written. <paramref name="target"/> is null for the engine's own. A target's lines come between its start and its end,
    /// except those of its conditions, which come before its start, and of threads that it left behind.</summary>
    void OnOutput(string? target, OutputLine line);

    /// <summary>A target ended, or was skipped. Called once for each planned target; targets whose turn never comes are reported at the end.</summary>
    void OnTargetFinished(TargetResult result);

    /// <summary>The run ended.</summary>
    void OnRunFinished(RunResult result);
}
