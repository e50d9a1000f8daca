namespace Pipeline.Releases.Health;

/// <summary>Tells how a deployed release does. Prometheus stands behind it, where one is configured.</summary>
public interface IReleaseHealth
{
    /// <summary>Where the figures come from, as it may be shown.</summary>
    string Source { get; }

    /// <summary>Requests and failures of a release since a time. Null where the source has no figures yet.</summary>
    Task<HealthSample?> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
