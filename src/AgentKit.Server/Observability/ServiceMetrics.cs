using AgentKit.Server.Service;
using Prometheus;

namespace AgentKit.Server.Observability;

/// <summary>The metrics of one running service: HTTP requests, the process, and what was built. A registry of its own, so that two services in one process don't mix.</summary>
internal sealed class ServiceMetrics
{
    public ServiceMetrics(ServiceMetadata metadata)
    {
        Registry = Metrics.NewCustomRegistry();
        DotNetStats.Register(Registry);
        Metrics.WithCustomRegistry(Registry)
            .CreateGauge("agentkit_build_info", "Always 1; the labels say which build runs.", "version", "commit")
            .WithLabels(metadata.Version, metadata.Commit)
            .Set(1);
    }

    public CollectorRegistry Registry { get; }

    public void UseRequestMetrics(IApplicationBuilder app) => app.UseHttpMetrics(options =>
    {
        options.RequestCount.Registry = Registry;
        options.RequestDuration.Registry = Registry;
        options.InProgress.Registry = Registry;
        // A label for each path that a scanner tries would let strangers grow our memory.
        options.ReduceStatusCodeCardinality();
    });
}
