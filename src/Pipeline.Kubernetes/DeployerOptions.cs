namespace Pipeline.Kubernetes;

/// <summary>How a <see cref="Deployer"/> works.</summary>
public sealed record DeployerOptions
{
    /// <summary>The field manager of server-side apply. Default <c>pipeline</c>; another name gives up what was applied under the old one.</summary>
    public string FieldManager { get; init; } = "pipeline";

    /// <summary>Who deploys, for the lock and the release record: a user's name, a workflow's run.</summary>
    public string StartedBy { get; init; } = "unknown";

    /// <summary>Where this runs. Default this machine's name.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>Requests under way at a time. Default 32; they share one HTTP/2 connection.</summary>
    public int Concurrency { get; init; } = 32;

    /// <summary>How long the lock of a killed run keeps others out. Default 30 s; it is renewed every third of it.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for the lock while somebody else deploys. Default 5 min; zero fails at once and says who holds it.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Release records that are kept of an application. Default 10, as Helm's; the current one and those that it needs are kept in any case.</summary>
    public int HistoryLimit { get; init; } = 10;

    /// <summary>Restarts of one container of the new release after which <c>CrashLoopBackOff</c> ends the wait. Default 2: a start may fail once while a dependency comes up.</summary>
    public int RestartsBeforeFailure { get; init; } = 2;

    /// <summary>Lines of a failing container's log that are shown. Default 20.</summary>
    public int LogLines { get; init; } = 20;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
