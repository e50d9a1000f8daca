using AgentKit.Server.Settings;

namespace AgentKit.Server.Health;

/// <summary>
/// On SIGTERM: first says 503 on <c>/readyz</c>, still answering everything, for the drain delay; only then the server stops listening.
/// The host calls <see cref="StoppingAsync"/> before it stops any service, Kestrel included.
/// </summary>
internal sealed partial class DrainService(Readiness readiness, ServerSettings settings, TimeProvider time, ILogger<DrainService> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Drain();
        LogDraining(logger, settings.DrainDelay);
        await Task.Delay(settings.DrainDelay, time, cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        LogStopped(logger);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "Draining: not ready any more, still answering for {DrainDelay}.")]
    private static partial void LogDraining(ILogger logger, TimeSpan drainDelay);

    [LoggerMessage(2, LogLevel.Information, "Stopped.")]
    private static partial void LogStopped(ILogger logger);
}
