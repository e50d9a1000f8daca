using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Jobs;

/// <summary>The log of one pod's container: told line by line while it grows, and whole at the end.</summary>
internal sealed class JobLog(ApiClient client, string @namespace, string pod, string container, Action<string> tell)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly List<string> _lines = [];

    public string Pod => pod;

    private string Path => $"/api/v1/namespaces/{Uri.EscapeDataString(@namespace)}/pods/{Uri.EscapeDataString(pod)}/log?container={Uri.EscapeDataString(container)}";

    /// <summary>What was read so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>Follows it until the container has ended, or nobody wants to know any more.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync($"{Path}&follow=true", cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is PipelineException || ConnectionFailures.Is(error))
            {
                // The log may not be there yet, or the connection ended: what was read already is left out the next time.
                await Task.Delay(Pause, client.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads what is still missing, once; a log that can't be read leaves what was followed.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await ReadAsync(Path, limit.Token);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && (error is PipelineException or OperationCanceledException || ConnectionFailures.Is(error)))
        {
            // The pod is gone with its log, as after its deadline.
        }
    }

    // A log only grows, so what is known of it is its beginning.
    private async Task ReadAsync(string path, CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var line in client.LinesAsync(path, cancellationToken))
        {
            lock (_lines)
            {
                if (++number <= _lines.Count)
                    continue;
                _lines.Add(line);
            }

            tell(line);
        }
    }
}
