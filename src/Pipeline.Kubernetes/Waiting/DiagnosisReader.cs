using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Waiting;

/// <summary>Gathers what the cluster says about objects that aren't ready: containers, events, the last log lines.</summary>
internal sealed class DiagnosisReader(ApiClient client, DeployerOptions options)
{
    // More than that nobody reads; the first are those that failed.
    private const int MaxObjects = 5;
    private const int MaxEvents = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<Diagnosis>> ReadAsync(WaitResult result, CancellationToken cancellationToken)
    {
        var unready = result.Objects.Where(x => x.Readiness.Status != ReadinessStatus.Current).OrderByDescending(x => x.Readiness.Status == ReadinessStatus.Failed).Take(MaxObjects).ToList();
        return await unready.SelectAsync(MaxObjects, (x, token) => DiagnoseAsync(x, result.View, token), cancellationToken);
    }

    private async Task<Diagnosis> DiagnoseAsync(ObjectReadiness state, ClusterView view, CancellationToken cancellationToken)
    {
        var diagnosis = new Diagnosis { Reference = state.Reference, Readiness = state.Readiness };
        if (view.Find(state.Reference) is not { } live)
            return diagnosis;

        var (related, pods) = (view.Related(live), view.NewPods(live));
        var told = diagnosis with
        {
            Containers = [.. pods.SelectMany(PodReadiness.Troubles)],
            Events = await OrEmptyAsync(x => EventsAsync(related, state.Reference.Namespace, x), cancellationToken),
        };
        var readable = pods
            .Where(x => ReadinessRules.Of(x).Status != ReadinessStatus.Current)
            .Select(x => (Pod: x, Log: PodReadiness.LogContainer(x)))
            .Where(x => x.Log is not null)
            .OrderByDescending(x => x.Log!.Value.IsPrevious); // A pod that has given up tells more than one that is on its next try.
        foreach (var (pod, log) in readable)
        {
            var (container, isPrevious) = log!.Value;
            var lines = await OrEmptyAsync(x => LogAsync(pod, container, isPrevious, x), cancellationToken);
            if (lines.Count > 0)
                return told with { LogSource = $"{pod.Text("metadata", "name")}/{container}{(isPrevious ? " (before its restart)" : "")}", LogLines = lines };
        }

        return told;
    }

    private async Task<IReadOnlyList<string>> EventsAsync(IReadOnlyList<JsonObject> related, string? @namespace, CancellationToken cancellationToken)
    {
        var uids = related.Select(x => x.Uid()).ToHashSet();
        var list = await client.ListAsync($"/api/v1/namespaces/{Uri.EscapeDataString(@namespace ?? "default")}/events", cancellationToken);
        return [.. list.Items
            .Where(x => x.Text("type") == "Warning" && uids.Contains(x.Text("involvedObject", "uid")))
            .OrderByDescending(x => x.Text("series", "lastObservedTime") ?? x.Text("lastTimestamp") ?? x.Text("eventTime") ?? x.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)
            .Select(x => $"{x.Text("reason")}: {x.Text("message")}{((x.Whole("series", "count") ?? x.Whole("count")) is > 1 and var count ? $" ({count} times)" : "")}")
            .Distinct()
            .Take(MaxEvents)];
    }

    private async Task<IReadOnlyList<string>> LogAsync(JsonObject pod, string container, bool isPrevious, CancellationToken cancellationToken)
    {
        var path = $"/api/v1/namespaces/{Uri.EscapeDataString(pod.Text("metadata", "namespace") ?? "")}/pods/{Uri.EscapeDataString(pod.Text("metadata", "name") ?? "")}/log"
            + $"?container={Uri.EscapeDataString(container)}&tailLines={options.LogLines}{(isPrevious ? "&previous=true" : "")}";
        var lines = new List<string>();
        await foreach (var line in client.LinesAsync(path, cancellationToken))
            lines.Add(line);
        return lines;
    }

    // A diagnosis that can't be made must not hide what failed.
    private static async Task<IReadOnlyList<string>> OrEmptyAsync(Func<CancellationToken, Task<IReadOnlyList<string>>> read, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await read(limit.Token);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && (error is PipelineException or OperationCanceledException || ConnectionFailures.Is(error)))
        {
            return [];
        }
    }
}
