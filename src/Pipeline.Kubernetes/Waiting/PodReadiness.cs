using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Waiting;

/// <summary>kstatus' rules for pods, and what keeps a pod's containers from running.</summary>
internal static class PodReadiness
{
    // Waiting for these doesn't help: the image, the name or the configuration has to change.
    private static readonly string[] Hopeless =
        ["ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "CreateContainerConfigError", "CreateContainerError", "RunContainerError"];

    public static Readiness Of(JsonObject pod) => pod.Text("status", "phase") switch
    {
        "Succeeded" => Readiness.Current("it has succeeded"),
        "Failed" => Readiness.Failed(pod.Text("status", "message") ?? Containers(pod).Select(Ending).FirstOrDefault(x => x is not null) ?? "it has failed"),
        "Running" => ReadinessRules.Condition(pod, "Ready")?.Text("status") == "True" ? Readiness.Current("it is ready") : NotReady(pod),
        _ => Readiness.InProgress(ReadinessRules.Condition(pod, "PodScheduled") is { } scheduled && scheduled.Text("status") == "False" ? ReadinessRules.Words(scheduled) : WaitingReasons(pod) ?? "it is pending"),
    };

    /// <summary>Why the pod will not run however long one waits; null while there is hope.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="restarts">Restarts of a container from which on CrashLoopBackOff is taken for final; null for a pod whose controller counts them itself.</param>
    public static string? Hopelessness(JsonObject pod, int? restarts) => Containers(pod)
        .Select(x => (Container: x, Reason: x.Text("state", "waiting", "reason")))
        .Where(x => Hopeless.Contains(x.Reason) || x.Reason == "CrashLoopBackOff" && restarts is { } limit && x.Container.Whole("restartCount") >= limit)
        .Select(x => Describe(pod, x.Container))
        .FirstOrDefault();

    /// <summary>The containers that wait, or have ended other than they should.</summary>
    public static IReadOnlyList<string> Troubles(JsonObject pod) => [.. Containers(pod).Where(IsTroubled).Select(x => Describe(pod, x))];

    /// <summary>The container whose log tells most: one that ended with an error, or runs and isn't ready. With whether the log before its restart is the one to read.</summary>
    public static (string Name, bool IsPrevious)? LogContainer(JsonObject pod)
    {
        var containers = Containers(pod).Where(x => x.Whole("restartCount") > 0 || x.At("state", "running") is not null || x.At("state", "terminated") is not null).ToList();
        var chosen = containers.Find(x => x.Whole("restartCount") > 0) ?? containers.Find(x => x.Whole("state", "terminated", "exitCode") is > 0) ?? containers.Find(x => !x.IsTrue("ready"));
        return chosen?.Text("name") is { } name ? (name, chosen.Whole("restartCount") > 0 && chosen.At("state", "running") is null) : null;
    }

    private static Readiness NotReady(JsonObject pod)
    {
        var looping = Containers(pod).Where(x => x.Text("state", "waiting", "reason") == "CrashLoopBackOff").Select(x => x.Text("name")).ToList();
        return looping.Count > 0 ? Readiness.Failed($"containers crash again and again: {string.Join(", ", looping)}") : Readiness.InProgress(WaitingReasons(pod) ?? "it runs and is not ready");
    }

    private static string? WaitingReasons(JsonObject pod) => string.Join("; ", Troubles(pod)) is { Length: > 0 } words ? words : null;

    private static IEnumerable<JsonObject> Containers(JsonObject pod) => pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses"));

    private static bool IsTroubled(JsonObject container) => container.Text("state", "waiting", "reason") is { } reason && reason is not ("ContainerCreating" or "PodInitializing")
        || container.Whole("state", "terminated", "exitCode") is > 0
        || container.Whole("restartCount") > 0 && !container.IsTrue("ready");

    private static string Describe(JsonObject pod, JsonObject container)
    {
        var waiting = container.Text("state", "waiting", "reason");
        var details = new[] { container.Text("state", "waiting", "message"), Ending(container), container.Whole("restartCount") is > 0 and var count ? $"{count} restart{(count == 1 ? "" : "s")}" : null }.OfType<string>();
        var words = string.Join(", ", details);
        var state = waiting ?? (container.At("state", "terminated") is not null ? "ended" : "running, not ready");
        return $"pod {pod.Text("metadata", "name")}, container {container.Text("name")}: {state}{(words.Length == 0 ? "" : $" ({words})")}";
    }

    private static string? Ending(JsonObject container)
    {
        var ended = container.At("state", "terminated") ?? container.At("lastState", "terminated");
        return ended.Whole("exitCode") is { } code ? $"exit code {code}{(ended.Text("reason") is { Length: > 0 } reason and not ("Error" or "Completed") ? $", {reason}" : "")}" : null;
    }
}
