using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Applying;

/// <summary>Deletes an object, and only the very one that was looked at: a namesake that was made since has another uid.</summary>
internal static class Deletion
{
    public static async Task SendAsync(ApiClient client, string path, string? uid, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["propagationPolicy"] = "Background",
            ["preconditions"] = new JsonObject { ["uid"] = uid },
        };
        try
        {
            await client.SendAsync(new ApiRequest(HttpMethod.Delete, path) { Body = body }, cancellationToken);
        }
        catch (ApiException error) when (error.Status == HttpStatusCode.NotFound)
        {
            // Gone already.
        }
    }
}
