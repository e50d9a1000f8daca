using AgentKit.Server.Service;
using Prometheus;

namespace AgentKit.Server.Observability;

/// <summary>The metrics of one running service: HTTP requests, the process, and what was built. A registry of its own, so that two services in one process don't mix.</summary>
internal sealed class ServiceMetrics
{
    private static readonly HashSet<string> Methods =
    [
        HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options, HttpMethods.Trace, HttpMethods.Connect,
    ];

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

    /// <summary>After routing, which needs the method as it was sent.</summary>
    public void UseRequestMetrics(IApplicationBuilder app)
    {
        // A label for each method that a stranger makes up would let strangers grow our memory.
        app.Use(async (context, next) =>
        {
            var method = context.Request.Method;
            context.Request.Method = Methods.Contains(method) ? method : "other";
            try
            {
                await next(context);
            }
            finally
            {
                context.Request.Method = method;
            }
        });
        app.UseHttpMetrics(options =>
        {
            options.RequestCount.Registry = Registry;
            options.RequestDuration.Registry = Registry;
            options.InProgress.Registry = Registry;
            options.ReduceStatusCodeCardinality();
        });
    }
}
