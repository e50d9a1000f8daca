namespace Pipeline.Releases.Health;

/// <summary>What was counted.</summary>
/// <param name="Requests">All requests.</param>
/// <param name="Failures">Those answered with a server error.</param>
public sealed record HealthSample(double Requests, double Failures)
{
    /// <summary>The share that failed, 0 to 1; 0 without requests.</summary>
    public double ErrorShare => Requests > 0 ? Failures / Requests : 0;
}
