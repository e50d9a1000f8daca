using System.Text.Json.Nodes;
using static Pipeline.Embedded.Kubernetes.Listing.Tables.Fields;
using static Pipeline.Embedded.Kubernetes.Listing.Tables.TableColumn;

namespace Pipeline.Embedded.Kubernetes.Listing.Tables;

/// <summary>The columns of pods: what state one is in takes more than its phase.</summary>
internal static class PodColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumns.Name,
        Text("Ready", x => $"{Items(x, "status.containerStatuses").Count(IsReady)}/{Count(x, "spec.containers")}"),
        Text("Status", Status),
        new("Restarts", "string", Restarts),
        TableColumns.Age,
        Text("IP", x => Fields.Text(x, "status.podIP", None), 1),
        Text("Node", x => Fields.Text(x, "spec.nodeName", None), 1),
        Text("Nominated Node", x => Fields.Text(x, "status.nominatedNodeName", None), 1),
        Text("Readiness Gates", _ => None, 1),
    ];

    private static bool IsReady(JsonObject status) => Fields.Text(status, "ready") == "true";

    private static string Status(JsonObject pod)
    {
        var reason = Fields.Text(pod, "status.reason") is { Length: > 0 } given ? given : Fields.Text(pod, "status.phase");
        if (Initializing(pod) is { } initializing)
            reason = initializing;
        else
            reason = Running(pod, reason);
        if (At(pod, "metadata.deletionTimestamp") is null)
            return reason;
        return Fields.Text(pod, "status.reason") == "NodeLost" ? "Unknown" : Fields.Text(pod, "status.phase") is "Succeeded" or "Failed" ? reason : "Terminating";
    }

    private static string? Initializing(JsonObject pod)
    {
        var statuses = Items(pod, "status.initContainerStatuses").ToList();
        for (var i = 0; i < statuses.Count; i++)
        {
            var state = statuses[i];
            if (At(state, "state.terminated") is { } terminated)
            {
                if (Number(terminated, "exitCode") == 0)
                    continue;
                return "Init:" + (Fields.Text(terminated, "reason") is { Length: > 0 } reason ? reason : $"ExitCode:{Number(terminated, "exitCode")}");
            }

            if (Fields.Text(state, "started") == "true" && Items(pod, "spec.initContainers").ElementAtOrDefault(i) is { } container && Fields.Text(container, "restartPolicy") == "Always")
                continue;
            var waiting = Fields.Text(state, "state.waiting.reason");
            return waiting.Length > 0 && waiting != "PodInitializing" ? "Init:" + waiting : $"Init:{i}/{Count(pod, "spec.initContainers")}";
        }

        return null;
    }

    private static string Running(JsonObject pod, string reason)
    {
        var hasRunning = false;
        foreach (var status in Items(pod, "status.containerStatuses").Reverse())
        {
            if (Fields.Text(status, "state.waiting.reason") is { Length: > 0 } waiting)
                reason = waiting;
            else if (At(status, "state.terminated") is { } terminated)
                reason = Fields.Text(terminated, "reason") is { Length: > 0 } ended ? ended : $"ExitCode:{Number(terminated, "exitCode")}";
            else if (IsReady(status) && At(status, "state.running") is not null)
                hasRunning = true;
        }

        if (reason != "Completed" || !hasRunning)
            return reason;
        return Items(pod, "status.conditions").Any(x => Fields.Text(x, "type") == "Ready" && Fields.Text(x, "status") == "True") ? "Running" : "NotReady";
    }

    private static JsonValue Restarts(JsonObject pod, DateTimeOffset now)
    {
        var statuses = Items(pod, "status.containerStatuses").ToList();
        var count = statuses.Sum(x => Number(x, "restartCount"));
        var last = statuses.Select(x => Fields.Text(x, "lastState.terminated.finishedAt")).Where(x => x.Length > 0).Max(StringComparer.Ordinal);
        return JsonValue.Create(count > 0 && last is not null ? $"{count} ({Since(JsonValue.Create(last), now)} ago)" : $"{count}");
    }

    private static string Since(JsonValue time, DateTimeOffset now) => Fields.Since(new JsonObject { ["time"] = time }, "time", now);
}
