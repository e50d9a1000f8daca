using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;
using static Pipeline.Embedded.Kubernetes.Listing.Tables.Fields;
using static Pipeline.Embedded.Kubernetes.Listing.Tables.TableColumn;

namespace Pipeline.Embedded.Kubernetes.Listing.Tables;

/// <summary>The columns of what makes pods, and of what watches over them.</summary>
internal static class WorkloadColumns
{
    private static readonly TableColumn[] s_template =
    [
        Text("Containers", x => Containers(At(x, "spec.template.spec"), "name"), 1),
        Text("Images", x => Containers(At(x, "spec.template.spec"), "image"), 1),
    ];

    private static readonly TableColumn s_selector = Text("Selector", x => Selector(At(x, "spec.selector")), 1);

    public static IEnumerable<(string Kind, IReadOnlyList<TableColumn> Columns)> All =>
    [
        ("Deployment.apps",
        [
            TableColumns.Name,
            Text("Ready", x => $"{Fields.Number(x, "status.readyReplicas")}/{Fields.Number(x, "spec.replicas")}"),
            Number("Up-to-date", x => Fields.Number(x, "status.updatedReplicas")),
            Number("Available", x => Fields.Number(x, "status.availableReplicas")),
            TableColumns.Age, .. s_template, s_selector,
        ]),
        ("ReplicaSet.apps",
        [
            TableColumns.Name,
            Number("Desired", x => Fields.Number(x, "spec.replicas")),
            Number("Current", x => Fields.Number(x, "status.replicas")),
            Number("Ready", x => Fields.Number(x, "status.readyReplicas")),
            TableColumns.Age, .. s_template, s_selector,
        ]),
        ("StatefulSet.apps", [TableColumns.Name, Text("Ready", x => $"{Fields.Number(x, "status.readyReplicas")}/{Fields.Number(x, "spec.replicas")}"), TableColumns.Age, .. s_template]),
        ("DaemonSet.apps",
        [
            TableColumns.Name,
            Number("Desired", x => Fields.Number(x, "status.desiredNumberScheduled")),
            Number("Current", x => Fields.Number(x, "status.currentNumberScheduled")),
            Number("Ready", x => Fields.Number(x, "status.numberReady")),
            Number("Up-to-date", x => Fields.Number(x, "status.updatedNumberScheduled")),
            Number("Available", x => Fields.Number(x, "status.numberAvailable")),
            Text("Node Selector", x => Labels(At(x, "spec.template.spec.nodeSelector"))),
            TableColumns.Age, .. s_template, s_selector,
        ]),
        ("ControllerRevision.apps", [TableColumns.Name, Text("Controller", Controller), Number("Revision", x => Fields.Number(x, "revision")), TableColumns.Age]),
        ("Job.batch",
        [
            TableColumns.Name,
            Text("Status", JobStatus),
            Text("Completions", x => $"{Fields.Number(x, "status.succeeded")}/{Fields.Text(x, "spec.completions", "1")}"),
            new TableColumn("Duration", "string", JobDuration),
            TableColumns.Age, .. s_template, s_selector,
        ]),
        ("CronJob.batch",
        [
            TableColumns.Name,
            Text("Schedule", x => Fields.Text(x, "spec.schedule")),
            Text("Timezone", x => Fields.Text(x, "spec.timeZone", None)),
            Text("Suspend", x => Fields.Text(x, "spec.suspend") == "true" ? "True" : "False"),
            Number("Active", x => Count(x, "status.active")),
            new TableColumn("Last Schedule", "string", (x, now) => At(x, "status.lastScheduleTime") is null ? None : Since(x, "status.lastScheduleTime", now)),
            TableColumns.Age,
            Text("Containers", x => Containers(At(x, "spec.jobTemplate.spec.template.spec"), "name"), 1),
            Text("Images", x => Containers(At(x, "spec.jobTemplate.spec.template.spec"), "image"), 1),
        ]),
        ("HorizontalPodAutoscaler.autoscaling",
        [
            TableColumns.Name,
            Text("Reference", x => $"{Fields.Text(x, "spec.scaleTargetRef.kind")}/{Fields.Text(x, "spec.scaleTargetRef.name")}"),
            Text("Targets", Targets),
            Text("MinPods", x => Fields.Text(x, "spec.minReplicas", "<unset>")),
            Number("MaxPods", x => Fields.Number(x, "spec.maxReplicas")),
            Number("Replicas", x => Fields.Number(x, "status.currentReplicas")),
            TableColumns.Age,
        ]),
        ("PodDisruptionBudget.policy",
        [
            TableColumns.Name,
            Text("Min Available", x => Fields.Text(x, "spec.minAvailable", "N/A")),
            Text("Max Unavailable", x => Fields.Text(x, "spec.maxUnavailable", "N/A")),
            Number("Allowed Disruptions", x => Fields.Number(x, "status.disruptionsAllowed")),
            TableColumns.Age,
        ]),
    ];

    public static string Selector(JsonNode? selector) => Labels((selector as JsonObject)?["matchLabels"]);

    private static string Controller(JsonObject value)
    {
        var owner = Items(value, "metadata.ownerReferences").FirstOrDefault(x => Fields.Text(x, "controller") == "true");
        return owner is null ? None : $"{Fields.Text(owner, "kind").ToLowerInvariant()}.{Fields.Text(owner, "apiVersion").Split('/')[0]}/{Fields.Text(owner, "name")}";
    }

    private static string JobStatus(JsonObject job)
    {
        bool Has(string type) => Items(job, "status.conditions").Any(x => Fields.Text(x, "type") == type && Fields.Text(x, "status") == "True");
        return Has("Complete") ? "Complete" : Has("Failed") ? "Failed" : At(job, "metadata.deletionTimestamp") is not null ? "Terminating" : Has("Suspended") ? "Suspended" : "Running";
    }

    private static JsonValue JobDuration(JsonObject job, DateTimeOffset now)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal;
        if (!DateTimeOffset.TryParse(Fields.Text(job, "status.startTime"), CultureInfo.InvariantCulture, Utc, out var start))
            return JsonValue.Create("");
        var end = DateTimeOffset.TryParse(Fields.Text(job, "status.completionTime"), CultureInfo.InvariantCulture, Utc, out var completed) ? completed : now;
        return JsonValue.Create(Duration(end - start));
    }

    private static string Targets(JsonObject autoscaler)
    {
        var parts = new List<string>();
        foreach (var metric in Items(autoscaler, "spec.metrics"))
        {
            var name = Fields.Text(metric, "resource.name", Fields.Text(metric, "pods.metric.name", Fields.Text(metric, "type")));
            var wanted = At(metric, "resource.target.averageUtilization") is { } percent ? $"{percent}%" : Fields.Text(metric, "resource.target.averageValue", "<auto>");
            parts.Add($"{name}: <unknown>/{wanted}");
        }

        return parts.Count == 0 ? None : string.Join(", ", parts);
    }
}
