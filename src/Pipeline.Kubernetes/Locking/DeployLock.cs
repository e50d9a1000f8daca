using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Locking;

/// <summary>An application's Lease: whoever holds it deploys. It is renewed as long as this lives, and given back at the end.</summary>
internal sealed class DeployLock : IAsyncDisposable
{
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(5);

    private readonly LeaseRequests _lease;
    private readonly TimeProvider _time;
    private readonly TimeSpan _duration;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;
    private JsonObject _held;

    private DeployLock(LeaseRequests lease, JsonObject held, DeployerOptions options)
    {
        _lease = lease;
        _held = held;
        _time = options.Time;
        _duration = options.LeaseDuration;
        _renewing = Task.Run(RenewAsync);
    }

    /// <summary>Ends when the lock is lost: whatever is done under it must stop at once.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Who took it; null while it is held.</summary>
    public string? LostTo { get; private set; }

    /// <summary>Waits until the lock is free; <paramref name="waiting"/> is told who holds it meanwhile.</summary>
    /// <exception cref="PipelineException">PIPE4130.</exception>
    public static async Task<DeployLock> TakeAsync(ApiClient client, string application, string @namespace, DeployerOptions options, Action<string> waiting, CancellationToken cancellationToken)
    {
        var holder = $"{options.StartedBy}@{options.Host}/{Environment.ProcessId}-{Guid.NewGuid().ToString("n")[..8]}";
        var lease = new LeaseRequests(client, $"pipeline.{application}", @namespace, holder, options.LeaseDuration);
        var started = options.Time.GetTimestamp();
        (string Version, long Since)? observed = null;
        string? told = null;
        while (true)
        {
            var live = await lease.ReadAsync(cancellationToken);
            if (observed?.Version != live.Text("metadata", "resourceVersion"))
                observed = live is null ? null : (live.Text("metadata", "resourceVersion") ?? "", options.Time.GetTimestamp());
            if (live is null || IsFree(live, options.Time) || observed is { } seen && options.Time.GetElapsedTime(seen.Since) > Duration(live))
            {
                if (await lease.TryTakeAsync(live, options.Time.GetUtcNow(), cancellationToken) is { } held)
                    return new DeployLock(lease, held, options);
                continue;
            }

            var (by, since) = (live.Text("spec", "holderIdentity"), live.Text("spec", "acquireTime"));
            if (options.Time.GetElapsedTime(started) >= options.LockTimeout)
                throw new PipelineException(DeployErrors.Locked, $"{application} in {@namespace} is being deployed by {by} since {since}. Wait for it; if it was killed, its lease ends within {Duration(live).TotalSeconds:0} s.");
            if (told != by)
                waiting($"{by} deploys {application} since {since}; waiting for it.");
            told = by;
            await Task.Delay(Shortest(TimeSpan.FromSeconds(1), options.LeaseDuration / 4), options.Time, cancellationToken);
        }
    }

    /// <summary>Ends the renewing and gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        if (LostTo is null)
        {
            using var limit = new CancellationTokenSource(ReleaseTimeout, _time);
            try
            {
                await _lease.GiveBackAsync(limit.Token);
            }
            catch (Exception error) when (error is PipelineException or OperationCanceledException)
            {
                // It then ends by itself, a little later.
            }
        }

        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        var renewed = _time.GetTimestamp();
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_duration / 3, _time, _ended.Token);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
                limit.CancelAfter(_duration / 3);
                _held = await _lease.RenewAsync(_held, _time.GetUtcNow(), limit.Token);
                renewed = _time.GetTimestamp();
            }
            catch (ApiException error) when (error.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound && !_ended.IsCancellationRequested)
            {
                if (!await IsStillOursAsync())
                    return;
            }
            catch (Exception error) when (error is PipelineException or OperationCanceledException && !_ended.IsCancellationRequested)
            {
                // The cluster may come back; past this, another run may believe that it holds the lock.
                if (_time.GetElapsedTime(renewed) > _duration * 2 / 3)
                {
                    await LoseAsync($"nobody that is known of: it could not be renewed for {_duration.TotalSeconds * 2 / 3:0} s");
                    return;
                }
            }
            catch (Exception error) when (error is PipelineException or OperationCanceledException)
            {
                return;
            }
        }
    }

    // Our own renewal may have been done although its answer was lost.
    private async Task<bool> IsStillOursAsync()
    {
        try
        {
            var live = await _lease.ReadAsync(_ended.Token);
            if (live.Text("spec", "holderIdentity") == _lease.Holder)
            {
                _held = live!;
                return true;
            }

            await LoseAsync(live is null ? "nobody: somebody deleted the Lease" : live.Text("spec", "holderIdentity") ?? "nobody: somebody emptied the Lease");
            return false;
        }
        catch (Exception error) when (error is PipelineException or OperationCanceledException)
        {
            return !_ended.IsCancellationRequested;
        }
    }

    private async Task LoseAsync(string to)
    {
        LostTo = to;
        await _lost.CancelAsync();
    }

    // By the other's clock too, where it is long past: a run that was killed yesterday needn't be waited for. Twice the duration allows for clocks that differ.
    private static bool IsFree(JsonObject lease, TimeProvider time) => string.IsNullOrEmpty(lease.Text("spec", "holderIdentity"))
        || DateTimeOffset.TryParse(lease.Text("spec", "renewTime"), CultureInfo.InvariantCulture, out var renewed) && time.GetUtcNow() - renewed > Duration(lease) * 2;

    private static TimeSpan Duration(JsonObject lease) => TimeSpan.FromSeconds(lease.Whole("spec", "leaseDurationSeconds") ?? 0);

    private static TimeSpan Shortest(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
