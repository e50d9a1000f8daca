using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Planning;

/// <summary>
/// The replicas of a workload that a HorizontalPodAutoscaler drives are the autoscaler's: the set's number counts when the workload is made, and never again.
/// As long as only we own the field it is sent with the value that it has (left out, the server would set it to 1); once the autoscaler owns it, it is left out.
/// </summary>
internal static class Autoscaling
{
    public static async Task<HashSet<(string Group, string Kind, string Namespace, string Name)>> TargetsAsync(Cluster cluster, DesiredSet set, CancellationToken cancellationToken)
    {
        var autoscalers = set.Objects.Where(x => x.Reference is { Group: "autoscaling", Kind: "HorizontalPodAutoscaler" }).Select(x => x.Body).ToList();
        if (await cluster.Resources.FindAsync("autoscaling/v2", "HorizontalPodAutoscaler", cancellationToken) is { } type)
        {
            foreach (var @namespace in set.Objects.Where(x => x.Body.Whole("spec", "replicas") is not null).Select(x => x.Reference.Namespace).OfType<string>().Distinct())
                autoscalers.AddRange(await LiveAsync(cluster, type, @namespace, cancellationToken));
        }

        return [.. autoscalers.Select(x => Target(x))];
    }

    /// <summary>The body to send, given what is live.</summary>
    public static JsonObject Adapt(JsonObject body, JsonObject? live, string manager)
    {
        if (live is null || body["spec"] is not JsonObject || body.At("spec", "replicas") is null)
            return body;

        var adapted = body.DeepClone().AsObject();
        var spec = adapted["spec"]!.AsObject();
        spec.Remove("replicas");
        if (!IsOwnedByAnother(live, manager) && live.At("spec", "replicas") is { } replicas)
            spec["replicas"] = replicas.DeepClone();
        return adapted;
    }

    private static bool IsOwnedByAnother(JsonObject live, string manager) => live.Items("metadata", "managedFields")
        .Any(x => x.At("fieldsV1", "f:spec", "f:replicas") is not null && !(x.Text("manager") == manager && x.Text("operation") == "Apply"));

    private static async Task<IReadOnlyList<JsonObject>> LiveAsync(Cluster cluster, ResourceType type, string @namespace, CancellationToken cancellationToken)
    {
        try
        {
            return (await cluster.Client.ListAsync(type.ListPath(@namespace), cancellationToken)).Items;
        }
        catch (ApiException error) when (error.IsMissingRight)
        {
            // Then only the set's own autoscalers count; another's shows as a conflict over spec.replicas.
            return [];
        }
    }

    private static (string, string, string, string) Target(JsonObject autoscaler) => new ObjectReference(
        autoscaler.Text("spec", "scaleTargetRef", "apiVersion") ?? "apps/v1",
        autoscaler.Text("spec", "scaleTargetRef", "kind") ?? "",
        autoscaler.Text("metadata", "namespace"),
        autoscaler.Text("spec", "scaleTargetRef", "name") ?? "").Identity;
}
