using Pipeline.Secrets;

namespace AgentKit.Server.Platforms.Checking;

/// <summary>Asks a platform about a credential, and counts and logs what it says.</summary>
internal sealed partial class PlatformChecks(IEnumerable<IPlatformClient> clients, PlatformMetrics metrics, TimeProvider time, ILogger<PlatformChecks> logger)
{
    public async Task<PlatformAnswer> AskAsync(Platform platform, Secret key, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var answer = await clients.Single(x => x.Platform == platform).CheckAsync(key, cancellationToken);
        metrics.Observe(platform, answer.Outcome, time.GetElapsedTime(started));
        if (answer.Outcome is PlatformOutcome.Unavailable or PlatformOutcome.Unexpected)
            LogFailed(logger, platform, answer.Outcome, answer.Reason);
        return answer;
    }

    [LoggerMessage(60, LogLevel.Warning, "{Platform} couldn't be asked about a credential ({Outcome}): {Reason}.")]
    private static partial void LogFailed(ILogger logger, Platform platform, PlatformOutcome outcome, string? reason);
}
