using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Releases.Finishing;

/// <summary>Whether the contract phase may run: it removes what earlier releases need, so it waits until one no longer goes back to them.</summary>
public static class FinishCheck
{
    /// <summary>Ends where a release that one may still go back to needs the schema as it is.</summary>
    /// <param name="history">The environment's releases.</param>
    /// <param name="returnTime">For how long one may go back to a release after another took its place.</param>
    /// <param name="runsAfter">Whether a release could run with the schema after the contract phase, and why or why not.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="PipelineException">PIPE9709, exit code 2: which releases stand against it, and until when.</exception>
    public static void Require(IReadOnlyList<Release> history, TimeSpan returnTime, Func<Release, (bool Can, string Why)> runsAfter, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(runsAfter);
        var against = history
            .Where(x => x.DeployedAt is not null && x.State is ReleaseState.Deployed or ReleaseState.Superseded or ReleaseState.Pending)
            .Select(x => (Release: x, Until: x.State == ReleaseState.Superseded ? x.ChangedAt + returnTime : (DateTimeOffset?)null, Verdict: runsAfter(x)))
            .Where(x => !x.Verdict.Can && (x.Until is null || x.Until > now))
            .ToList();
        if (against.Count == 0)
            return;

        var lines = against.Select(x => x.Until is { } until
            ? $"release {x.Release.Number} can be gone back to until {until:u}: {x.Verdict.Why}"
            : $"release {x.Release.Number} is {x.Release.State.ToString().ToLowerInvariant()}: {x.Verdict.Why}");
        throw new PipelineException(ReleaseErrors.SchemaStillNeeded, $"The contract phase must wait:{string.Concat(lines.Select(x => $"{Environment.NewLine}  - {x}"))}{Environment.NewLine}Run FinishRelease again when none stands against it.") { ExitCode = 2 };
    }
}
