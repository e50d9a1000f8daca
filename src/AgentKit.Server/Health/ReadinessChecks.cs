namespace AgentKit.Server.Health;

/// <summary>
/// Makes the checks, all at once, each with a bound that is shorter than a probe's. What was found is kept for two seconds, and many probes at once
/// wait for one round: asking for readiness can't become a load of its own.
/// </summary>
internal sealed partial class ReadinessChecks(IEnumerable<IReadinessCheck> checks, TimeProvider time, ILogger<ReadinessChecks> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);

    private readonly Lock taking = new();
    private Task<ReadinessReport>? round;

    public Task<ReadinessReport> ReportAsync()
    {
        lock (taking)
        {
            if (round is null || (round.IsCompleted && (!round.IsCompletedSuccessfully || time.GetUtcNow() - round.Result.CheckedAt >= Kept)))
                round = RunAsync();
            return round;
        }
    }

    private async Task<ReadinessReport> RunAsync()
    {
        await Task.Yield();
        var results = await Task.WhenAll(checks.Select(CheckAsync));
        return new ReadinessReport
        {
            Status = results.All(x => x.Report.Status == "ok") ? "ready" : "not_ready",
            CheckedAt = time.GetUtcNow(),
            Checks = results.ToDictionary(x => x.Name, x => x.Report),
        };
    }

    private async Task<(string Name, CheckReport Report)> CheckAsync(IReadinessCheck check)
    {
        using var bound = new CancellationTokenSource(Longest, time);
        try
        {
            var verdict = await check.CheckAsync(bound.Token).WaitAsync(bound.Token);
            return (check.Name, new CheckReport(verdict.IsReady ? "ok" : "failed", verdict.Detail));
        }
        catch (OperationCanceledException)
        {
            return (check.Name, new CheckReport("failed", $"No answer within {Longest.TotalSeconds:0.0} s."));
        }
        catch (Exception error)
        {
            // The message may name hosts and users: it is for the log, and the probe's answer is for anyone.
            LogFailed(logger, check.Name, error);
            return (check.Name, new CheckReport("failed", "It can't be reached; the log says why."));
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "The readiness check {Check} failed.")]
    private static partial void LogFailed(ILogger logger, string check, Exception error);
}
