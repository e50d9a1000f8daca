using System.Globalization;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Health;

/// <summary>Watches a release for a while after it was deployed, and ends early when too much fails.</summary>
/// <param name="health">The figures.</param>
/// <param name="time">The clock.</param>
public sealed class HealthWatch(IReleaseHealth health, TimeProvider time)
{
    /// <summary>The kind of evidence that it leaves.</summary>
    public static Evidence Kind { get; } = new("health", "Error rate");

    /// <summary>How often it looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests below which a share says nothing yet, and one failure isn't a failed release.</summary>
    public int LeastRequests { get; init; } = 20;

    /// <summary>Watches.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="maxErrorShare">The share of requests that may fail, 0 to 1.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Passed; failed; or not done, where there were no figures, or too few requests to tell.</returns>
    public async Task<EvidenceRecord> WatchAsync(TimeSpan duration, double maxErrorShare, string environment, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow();
        HealthSample? last = null;
        string? trouble = null;
        while (time.GetUtcNow() - since < duration)
        {
            await Task.Delay(Interval < duration ? Interval : duration, time, cancellationToken);
            try
            {
                last = await health.ReadAsync(since, cancellationToken) ?? last;
                trouble = null;
            }
            catch (Exception error) when (error is HttpRequestException or TimeoutException or IOException)
            {
                // Figures that are away say nothing about the release.
                trouble = error.Message;
            }

            if (last is not null && last.Requests >= LeastRequests && last.ErrorShare > maxErrorShare)
                return Record(EvidenceResult.Failed, string.Create(CultureInfo.InvariantCulture, $"{last.ErrorShare:P1} of {last.Requests:0} requests failed; {maxErrorShare:P1} may"), last, environment);
        }

        return last switch
        {
            null => Record(EvidenceResult.NotDone, trouble is null ? $"{health.Source} has no figures of it" : $"{health.Source} didn't answer: {trouble}", last, environment),
            _ when last.Requests < LeastRequests => Record(EvidenceResult.NotDone, string.Create(CultureInfo.InvariantCulture, $"only {last.Requests:0} requests came; {LeastRequests} are needed to tell"), last, environment),
            _ => Record(EvidenceResult.Passed, null, last, environment),
        };
    }

    private EvidenceRecord Record(EvidenceResult result, string? reason, HealthSample? sample, string environment) => new()
    {
        Kind = Kind.Name,
        Result = result,
        Reason = reason,
        At = time.GetUtcNow(),
        Environment = environment,
        Origin = health.Source,
        Figures = sample is null ? new Dictionary<string, string>() : new Dictionary<string, string>
        {
            ["requests"] = sample.Requests.ToString("0", CultureInfo.InvariantCulture),
            ["failures"] = sample.Failures.ToString("0", CultureInfo.InvariantCulture),
        },
    };
}
