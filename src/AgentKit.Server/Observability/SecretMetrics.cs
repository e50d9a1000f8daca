using Pipeline.Secrets.Caching;
using Prometheus;

namespace AgentKit.Server.Observability;

/// <summary>Which versions of secrets this process works with: what a rotation waits for before it revokes the version before. Never a value.</summary>
internal static class SecretMetrics
{
    public static void Register(CollectorRegistry registry, ProductionSecretsManager secrets)
    {
        var factory = Metrics.WithCustomRegistry(registry);
        var versions = factory.CreateGauge("agentkit_secret_version_info", "Always 1; the labels say which version of a secret is in use.", "secret", "version");
        var away = factory.CreateGauge("agentkit_secrets_away", "Secrets whose last read failed, and whose previous value is used.");
        var failures = factory.CreateCounter("agentkit_secret_store_failures_total", "Reads of the secret store that failed.");
        var age = factory.CreateGauge("agentkit_secret_oldest_age_seconds", "Age of the oldest value that is kept.");
        registry.AddBeforeCollectCallback(() =>
        {
            var inUse = secrets.VersionsInUse.Select(x => (Secret: x.Name.Value, x.Version)).ToHashSet();
            foreach (var labels in versions.GetAllLabelValues().Where(x => !inUse.Contains((x[0], x[1]))))
                versions.RemoveLabelled(labels);
            foreach (var (secret, version) in inUse)
                versions.WithLabels(secret, version).Set(1);

            var counters = secrets.Counters;
            away.Set(counters.SecretsAway);
            failures.IncTo(counters.StoreFailures);
            age.Set(counters.OldestAge.TotalSeconds);
        });
    }
}
