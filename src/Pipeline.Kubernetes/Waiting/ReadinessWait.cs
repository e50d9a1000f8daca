using System.Threading.Channels;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Waiting;

/// <summary>Waits until objects are ready, one of them can't become so, or the time is over.</summary>
internal sealed class ReadinessWait(Cluster cluster, DeployerOptions options, Action<ObjectReadiness>? changed = null)
{
    private readonly Dictionary<ObjectReference, Readiness> _last = [];

    /// <summary>The types are given, since a kind that was made a moment ago may not be in the cluster's discovery yet.</summary>
    public async Task<WaitResult> WaitAsync(IReadOnlyList<(ObjectReference Reference, ResourceType Type)> objects, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var feedable = objects.Where(x => !ReadinessRules.IsImmediate(x.Reference)).ToList();
        var watched = feedable.ConvertAll(x => x.Reference);
        var view = new ClusterView();
        if (watched.Count == 0)
            return new WaitResult(WaitEnd.Ready, [], view);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var limit = new CancellationTokenSource(timeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, limit.Token);
        var changes = Channel.CreateUnbounded<FeedChange>();
        var kinds = await FeedsAsync(feedable, cancellationToken);
        var feeds = kinds.Select(x => RunAsync(x.Type, x.Namespace, changes.Writer, ended.Token)).ToList();
        try
        {
            return await FollowAsync(watched, view, changes.Reader, kinds.Count, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WaitResult(WaitEnd.TimedOut, States(watched, view), view);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(feeds);
        }
    }

    private async Task<WaitResult> FollowAsync(List<ObjectReference> watched, ClusterView view, ChannelReader<FeedChange> changes, int feeds, CancellationToken cancellationToken)
    {
        // Nothing is judged before every feed has told what there is.
        var listed = new HashSet<(ResourceType, string?)>();
        await foreach (var change in changes.ReadAllAsync(cancellationToken))
        {
            view.Apply(change);
            if (change.IsWhole)
                listed.Add((change.Type, change.Namespace));
            if (listed.Count < feeds || changes.TryPeek(out _))
                continue;

            var states = States(watched, view);
            foreach (var state in states.Where(x => _last.GetValueOrDefault(x.Reference) != x.Readiness))
            {
                _last[state.Reference] = state.Readiness;
                changed?.Invoke(state);
            }

            if (states.Any(x => x.Readiness.Status == ReadinessStatus.Failed))
                return new WaitResult(WaitEnd.Failed, states, view);
            if (states.All(x => x.Readiness.Status == ReadinessStatus.Current))
                return new WaitResult(WaitEnd.Ready, states, view);
        }

        // The channel is only completed by a feed that failed, with its error.
        throw new InvalidOperationException("The feeds ended without an error.");
    }

    private IReadOnlyList<ObjectReadiness> States(List<ObjectReference> watched, ClusterView view) => [.. watched.Select(x => new ObjectReadiness(x, State(x, view)))];

    private Readiness State(ObjectReference reference, ClusterView view)
    {
        if (view.Find(reference) is not { } live)
            return Readiness.InProgress("it isn't there");
        var readiness = ReadinessRules.Of(live);
        if (readiness.Status != ReadinessStatus.InProgress)
            return readiness;

        int? restarts = reference is { Group: "batch", Kind: "Job" } ? null : options.RestartsBeforeFailure;
        return view.NewPods(live).Select(x => PodReadiness.Hopelessness(x, restarts)).FirstOrDefault(x => x is not null) is { } reason ? Readiness.Failed(reason) : readiness;
    }

    // Beside the objects themselves, what their controllers make of them: it tells earlier than their status does why a rollout won't succeed.
    private async Task<IReadOnlyList<(ResourceType Type, string? Namespace)>> FeedsAsync(List<(ObjectReference Reference, ResourceType Type)> watched, CancellationToken cancellationToken)
    {
        var feeds = new HashSet<(ResourceType, string?)>();
        foreach (var (reference, type) in watched)
        {
            feeds.Add((type, reference.Namespace));
            if (reference.Group is not ("apps" or "batch") || reference.Namespace is null)
                continue;
            foreach (var (apiVersion, kind) in new[] { ("v1", "Pod"), ("apps/v1", "ReplicaSet") })
            {
                if ((kind == "Pod" || reference.Kind == "Deployment") && await cluster.Resources.FindAsync(apiVersion, kind, cancellationToken) is { } made)
                    feeds.Add((made, reference.Namespace));
            }
        }

        return [.. feeds];
    }

    private async Task RunAsync(ResourceType type, string? @namespace, ChannelWriter<FeedChange> changes, CancellationToken cancellationToken)
    {
        try
        {
            await new ObjectFeed(cluster.Client, type, @namespace, changes).RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The wait is over.
        }
        catch (Exception error)
        {
            changes.TryComplete(error);
        }
    }
}
