using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.Recorded;

/// <summary>What the recorder did between exchanges of the rollout: it marked one pod after the other as running and ready, as there was no kubelet.</summary>
internal static class ReadyByHand
{
    private static readonly string[] s_conditions = ["Initialized", "Ready", "ContainersReady", "PodScheduled"];

    /// <summary>Marks the first pod with the label that isn't running yet.</summary>
    public static async Task MarkNextAsync(HttpClient client, string label)
    {
        var pods = JsonNode.Parse(await client.GetStringAsync($"/api/v1/namespaces/rec/pods?labelSelector={label}"))!["items"]!.AsArray();
        var name = (string)pods.First(x => (string?)x!["status"]!["phase"] != "Running")!["metadata"]!["name"]!;
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var conditions = new JsonArray([.. s_conditions.Select(x => (JsonNode)new JsonObject { ["type"] = x, ["status"] = "True", ["lastProbeTime"] = null, ["lastTransitionTime"] = now })]);
        var patch = new JsonObject { ["status"] = new JsonObject { ["phase"] = "Running", ["conditions"] = conditions } };
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/namespaces/rec/pods/{name}/status")
        {
            Version = client.DefaultRequestVersion,
            Content = new StringContent(patch.ToJsonString(), Encoding.UTF8, "application/merge-patch+json"),
        };
        request.Headers.UserAgent.ParseAdd("Python-urllib/3.11");
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
