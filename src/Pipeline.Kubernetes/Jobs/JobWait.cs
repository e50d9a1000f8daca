using System.Text.Json.Nodes;
using System.Threading.Channels;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Jobs;

/// <summary>Follows one Job and its log until it is over, or can't be any more. Nothing is polled.</summary>
internal sealed class JobWait(Cluster cluster, DeployerOptions options, JsonObject job, Action<JobProgress> tell)
{
    // For the controller to notice that a deadline is over, and for the pod to end in order after that.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LogPatience = TimeSpan.FromSeconds(10);
    private static readonly ResourceType Pods = new("v1", "Pod", "pods", IsNamespaced: true);

    private readonly ObjectReference _reference = ObjectReference.Of(job);
    private readonly string _container = ContainerOf(job);
    private readonly Dictionary<string, (JobLog Log, Task Following)> _logs = [];
    private readonly ClusterView _view = new();

    /// <summary>How a Job is addressed.</summary>
    public static ResourceType Type { get; } = new("batch/v1", "Job", "jobs", IsNamespaced: true);

    public async Task<JobEnd> WaitAsync(TimeSpan startTimeout, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changes = Channel.CreateUnbounded<FeedChange>();
        List<Task> feeds = [RunAsync(Type, changes.Writer, ended.Token), RunAsync(Pods, changes.Writer, ended.Token)];
        try
        {
            var end = await FollowAsync(startTimeout, changes.Reader, feeds.Count, ended.Token);
            return await WithLogAsync(end, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(feeds.Concat(_logs.Values.Select(x => x.Following)));
        }
    }

    private async Task<JobEnd> FollowAsync(TimeSpan startTimeout, ChannelReader<FeedChange> changes, int feeds, CancellationToken cancellationToken)
    {
        var deadline = job.Whole("spec", "activeDeadlineSeconds") is { } seconds
            ? TimeSpan.FromSeconds(seconds + (job.Whole("spec", "template", "spec", "terminationGracePeriodSeconds") ?? 30)) + Slack
            : Timeout.InfiniteTimeSpan;
        using var start = new CancellationTokenSource(startTimeout, options.Time);
        using var last = new CancellationTokenSource(deadline, options.Time);
        var listed = new HashSet<ResourceType>();
        while (true)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, last.Token, _logs.Count > 0 ? last.Token : start.Token);
            try
            {
                await changes.WaitToReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return _logs.Count > 0
                    ? Unfinished(JobErrors.TookTooLong, "its deadline is over, and the cluster hasn't ended it")
                    : Unfinished(JobErrors.NotStarted, $"no container of it ran within {startTimeout.TotalSeconds:0} s{WhyPending()}");
            }

            while (changes.TryRead(out var change))
            {
                _view.Apply(change);
                if (change.IsWhole)
                    listed.Add(change.Type);
            }

            // Nothing is judged before every feed has told what there is.
            if (listed.Count == feeds && Judge(cancellationToken) is { } end)
                return end;
        }
    }

    private JobEnd? Judge(CancellationToken cancellationToken)
    {
        if (_view.Find(_reference) is not { } live || live.Uid() != job.Uid())
            return new JobEnd(JobErrors.Deleted, "it was deleted", _view) { IsOver = true };

        var pods = _view.NewPods(live);
        foreach (var pod in pods)
            Follow(pod, cancellationToken);
        var readiness = ReadinessRules.Of(live);
        if (readiness.Status == ReadinessStatus.Failed)
            return new JobEnd(ReadinessRules.Condition(live, "Failed").Text("reason") == "DeadlineExceeded" ? JobErrors.TookTooLong : JobErrors.Failed, readiness.Message, _view) { IsOver = true };
        if (readiness.Status == ReadinessStatus.Current && !live.IsTrue("spec", "suspend"))
            return new JobEnd(null, readiness.Message, _view) { IsOver = true };
        return pods.Select(x => PodReadiness.Hopelessness(x, restarts: null)).FirstOrDefault(x => x is not null) is { } reason
            ? Unfinished(_logs.Count > 0 ? JobErrors.Failed : JobErrors.NotStarted, reason)
            : null;
    }

    private JobEnd Unfinished(Errors.ErrorCode error, string reason) => new(error, reason, _view) { IsOver = false };

    private string WhyPending()
    {
        var pods = _view.Find(_reference) is { } live ? _view.NewPods(live) : [];
        return pods.Count == 0 ? ": no pod was made for it" : $": pod {pods[^1].Text("metadata", "name")}: {ReadinessRules.Of(pods[^1]).Message}";
    }

    private void Follow(JsonObject pod, CancellationToken cancellationToken)
    {
        if (pod.Uid() is not { } uid || _logs.ContainsKey(uid) || !HasRun(pod))
            return;
        tell(new JobProgress($"{_reference} runs as pod {pod.Text("metadata", "name")}.", IsLog: false));
        var log = LogOf(pod);
        _logs[uid] = (log, log.FollowAsync(cancellationToken));
    }

    // The feeds may lag behind each other: the pods are asked for once more, when all is over.
    private async Task<JobEnd> WithLogAsync(JobEnd end, CancellationToken cancellationToken)
    {
        var path = $"{Pods.ListPath(_reference.Namespace)}?labelSelector={Uri.EscapeDataString($"job-name={_reference.Name}")}";
        var pods = (await cluster.Client.ListAsync(path, cancellationToken)).Items
            .Where(x => x.Items("metadata", "ownerReferences").Any(y => y.Text("uid") == job.Uid()))
            .OrderBy(x => x.Text("status", "phase") == "Succeeded").ThenBy(x => x.Text("metadata", "creationTimestamp"), StringComparer.Ordinal).ToList();
        if (pods.LastOrDefault(HasRun) is not { } pod)
            return _logs.Count == 0 ? end : end with { Log = _logs.Values.Last().Log.Lines, Pod = _logs.Values.Last().Log.Pod };

        var log = LogOf(pod);
        if (_logs.TryGetValue(pod.Uid()!, out var followed))
        {
            log = followed.Log;
            if (end.IsOver)
                await Task.WhenAny(followed.Following, Task.Delay(LogPatience, options.Time, cancellationToken));
        }

        await log.CompleteAsync(cancellationToken);
        var status = StatusOf(pod);
        return end with { Log = log.Lines, Pod = log.Pod, ExitCode = (int?)(status.Whole("state", "terminated", "exitCode") ?? status.Whole("lastState", "terminated", "exitCode")) };
    }

    private async Task RunAsync(ResourceType type, ChannelWriter<FeedChange> changes, CancellationToken cancellationToken)
    {
        try
        {
            await new ObjectFeed(cluster.Client, type, _reference.Namespace, changes).RunAsync(cancellationToken);
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

    private JobLog LogOf(JsonObject pod) => new(cluster.Client, _reference.Namespace!, pod.Text("metadata", "name")!, _container, x => tell(new JobProgress(x, IsLog: true)));

    private JsonObject? StatusOf(JsonObject pod) => pod.Items("status", "containerStatuses").FirstOrDefault(x => x.Text("name") == _container);

    private bool HasRun(JsonObject pod) => StatusOf(pod) is { } status && (status.At("state", "running") is not null || status.At("state", "terminated") is not null || status.At("lastState", "terminated") is not null);

    private static string ContainerOf(JsonObject job) => job.Items("spec", "template", "spec", "containers").First().Text("name") ?? "";
}
