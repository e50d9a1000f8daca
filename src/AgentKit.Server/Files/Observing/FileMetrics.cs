using AgentKit.Server.Files.Categories;
using AgentKit.Server.Observability;
using Prometheus;

namespace AgentKit.Server.Files.Observing;

/// <summary>What is counted of files.</summary>
internal sealed class FileMetrics
{
    private readonly Counter _uploads;
    private readonly Counter _bytes;
    private readonly Counter _checks;
    private readonly Counter _sweeps;
    private readonly Gauge _oldest;

    public FileMetrics(ServiceMetrics metrics)
    {
        var factory = Metrics.WithCustomRegistry(metrics.Registry);
        _uploads = factory.CreateCounter("agentkit_file_uploads_total", "Uploads that ended, by category and how: taken, or the slug of the problem.", "category", "outcome");
        _bytes = factory.CreateCounter("agentkit_file_upload_bytes_total", "Bytes of files that were taken, by category.", "category");
        _checks = factory.CreateCounter("agentkit_file_checks_total", "Checks of files in quarantine, by outcome.", "outcome");
        _sweeps = factory.CreateCounter("agentkit_file_sweeps_total", "What the sweeper cleaned away, by kind.", "kind");
        _oldest = factory.CreateGauge("agentkit_file_quarantine_oldest_seconds", "Age of the oldest file in quarantine; 0 when there is none. Set by the instance that sweeps.");
    }

    public void Taken(FileCategory category, long sizeBytes)
    {
        _uploads.WithLabels(category.Name(), "taken").Inc();
        _bytes.WithLabels(category.Name()).Inc(sizeBytes);
    }

    public void Refused(FileCategory category, string slug) => _uploads.WithLabels(category.Name(), slug).Inc();

    public void Checked(string outcome) => _checks.WithLabels(outcome).Inc();

    public void Swept(string kind) => _sweeps.WithLabels(kind).Inc();

    public void Oldest(TimeSpan age) => _oldest.Set(age.TotalSeconds);
}
