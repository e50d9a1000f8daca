using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Deleting;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>A pod's own subresources: <c>log</c>, <c>eviction</c>, <c>binding</c>.</summary>
internal sealed class PodEndpoint(ApiServices services)
{
    public async Task LogAsync(ResourceRequest request)
    {
        var pod = services.Objects.Get(request.Target);
        var query = request.Query;
        var container = Container(pod, query.Text("container"));
        var since = query.Text("sinceTime") is { Length: > 0 } text
            ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw Refusals.BadRequest($"parsing time \"{text}\": it is no RFC 3339 time")
            : query.Number("sinceSeconds") is { } seconds ? services.Time.GetUtcNow().AddSeconds(-seconds) : (DateTimeOffset?)null;
        var wanted = new PodLogRequest
        {
            NamespaceName = pod.NamespaceName!,
            PodName = pod.Name,
            Container = container,
            Follow = query.Bool("follow"),
            Previous = query.Bool("previous"),
            Timestamps = query.Bool("timestamps"),
            TailLines = (int?)query.Number("tailLines"),
            Since = since,
            LimitBytes = query.Number("limitBytes"),
        };
        request.Context.Response.ContentType = "text/plain";
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Context.RequestAborted, services.Stopping);
        if (services.PodLogs() is { } logs && await logs.WriteAsync(wanted, request.Context.Response.Body, ending.Token).ConfigureAwait(false))
            return;
        throw Refusals.BadRequest(wanted.Previous
            ? $"previous terminated container \"{container}\" in pod \"{pod.Name}\" not found"
            : $"container \"{container}\" in pod \"{pod.Name}\" is waiting to start: {WaitingReason(pod, container)}");
    }

    public async Task EvictAsync(ResourceRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        var eviction = body.Bytes.IsEmpty ? [] : body.Parse(out _);
        var pod = services.Objects.Get(request.Target);
        var deletion = request.Query.Delete(eviction["deleteOptions"] as JsonObject);
        if (!deletion.IsDryRun && ObjectMetadata.Text(pod.Value["status"] as JsonObject ?? [], "phase") is "Running")
            TakeFromBudgets(pod);
        services.Deletion.Delete(request.Target, deletion);
        await Answers.JsonAsync(request.Context, 201, new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 }).ConfigureAwait(false);
    }

    public async Task BindAsync(ResourceRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        var binding = body.Parse(out _);
        var node = ObjectMetadata.Text(binding["target"] as JsonObject ?? [], "name") ?? "";
        PodBinding.Bind(services.Store, request.Target.NamespaceName, request.Target.Name, node, services.Time.GetUtcNow());
        await Answers.JsonAsync(request.Context, 201, new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 }).ConfigureAwait(false);
    }

    private static string Container(StoredObject pod, string? asked)
    {
        var spec = pod.Value["spec"] as JsonObject ?? [];
        var containers = NamesIn(spec, "containers");
        if (string.IsNullOrEmpty(asked))
        {
            return containers.Count == 1
                ? containers[0]
                : throw Refusals.BadRequest($"a container name must be specified for pod {pod.Name}, choose one of: [{string.Join(' ', containers)}]");
        }

        if (!containers.Concat(NamesIn(spec, "initContainers")).Concat(NamesIn(spec, "ephemeralContainers")).Contains(asked))
            throw Refusals.BadRequest($"container {asked} is not valid for pod {pod.Name}");
        return asked;
    }

    private static List<string> NamesIn(JsonObject spec, string list) =>
        [.. (spec[list] as JsonArray ?? []).OfType<JsonObject>().Select(x => ObjectMetadata.Text(x, "name") ?? "")];

    private static string WaitingReason(StoredObject pod, string container)
    {
        foreach (var list in (string[])["containerStatuses", "initContainerStatuses"])
        {
            var status = (pod.Value["status"]?[list] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(x => ObjectMetadata.Text(x, "name") == container);
            if (status?["state"]?["waiting"] is JsonObject waiting)
                return ObjectMetadata.Text(waiting, "message") is { Length: > 0 } message ? message : ObjectMetadata.Text(waiting, "reason") ?? "ContainerCreating";
        }

        return "ContainerCreating";
    }

    // Each budget that the pod counts for must allow one more disruption, and has one less then.
    private void TakeFromBudgets(StoredObject pod)
    {
        services.Store.Exclusively(() =>
        {
            var key = BuiltInTypes.DisruptionBudgets.StorageKey;
            var budgets = services.Store.Read(key).Objects.In(pod.NamespaceName).Where(x => Selects(x, pod)).ToList();
            foreach (var budget in budgets)
            {
                var status = budget.Value["status"] as JsonObject ?? [];
                if (ObjectMetadata.Number(status, "disruptionsAllowed") > 0)
                    continue;
                throw Refusals.TooManyRequests(
                    "Cannot evict pod as it would violate the pod's disruption budget.",
                    Refusals.Cause(
                        "DisruptionBudget",
                        $"The disruption budget {budget.Name} needs {ObjectMetadata.Number(status, "desiredHealthy")} healthy pods and has {ObjectMetadata.Number(status, "currentHealthy")} currently",
                        null));
            }

            foreach (var budget in budgets)
            {
                var value = (JsonObject)budget.Value.DeepClone();
                var status = (JsonObject)value["status"]!;
                status["disruptionsAllowed"] = ObjectMetadata.Number(status, "disruptionsAllowed") - 1;
                if (status["disruptedPods"] is not JsonObject disrupted)
                    status["disruptedPods"] = disrupted = [];
                disrupted[pod.Name] = ObjectMetadata.Time(services.Time.GetUtcNow());
                services.Store.Put(key, budget.NamespaceName, budget.Name, budget, value);
            }

            return true;
        });
    }

    private static bool Selects(StoredObject budget, StoredObject pod) =>
        budget.Value["spec"]?["selector"] is JsonObject selector && Listing.LabelSelector.Of(selector).Matches(pod.Labels);
}
