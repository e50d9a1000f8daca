using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Expiry;

/// <summary>What a server does by itself: documents whose time is over, sessions, transactions and cursors that nobody uses.</summary>
internal sealed class Housekeeping(ServerContext server)
{
    private static readonly TimeSpan s_reap = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                EveryAsync(() => server.Parameters.ExpiryInterval, () => server.Parameters.Expires ? new ExpiredDocuments(server).DeleteAsync(cancellationToken) : Task.CompletedTask, cancellationToken),
                EveryAsync(() => s_reap, () => server.Sessions.ReapAsync(cancellationToken), cancellationToken),
                EveryAsync(() => s_reap, ReapCursors, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private Task ReapCursors()
    {
        server.Cursors.Reap();
        return Task.CompletedTask;
    }

    private async Task EveryAsync(Func<TimeSpan> interval, Func<Task> work, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval(), server.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            timer.Period = interval();
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                server.Log($"Housekeeping failed, and will be tried again: {exception}");
            }
        }
    }
}
