using AgentKit.Server.Json;
using AgentKit.Server.Observability;
using Prometheus;

namespace AgentKit.Server.Platforms.Checking;

/// <summary>How often platforms were asked and what they said. No label names an organisation or a client.</summary>
internal sealed class PlatformMetrics(ServiceMetrics metrics)
{
    private readonly Counter checks = Metrics.WithCustomRegistry(metrics.Registry)
        .CreateCounter("agentkit_platform_checks_total", "Credentials that a platform was asked about, by what came of it.", "platform", "outcome");

    private readonly Histogram durations = Metrics.WithCustomRegistry(metrics.Registry)
        .CreateHistogram("agentkit_platform_check_duration_seconds", "How long a platform took to say, with all attempts.", new HistogramConfiguration { LabelNames = ["platform"], Buckets = Histogram.ExponentialBuckets(0.05, 2, 10) });

    public void Observe(Platform platform, PlatformOutcome outcome, TimeSpan duration)
    {
        checks.WithLabels(SnakeCase.Of(platform), SnakeCase.Of(outcome)).Inc();
        durations.WithLabels(SnakeCase.Of(platform)).Observe(duration.TotalSeconds);
    }
}
