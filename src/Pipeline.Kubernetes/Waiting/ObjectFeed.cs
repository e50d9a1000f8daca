using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Waiting;

/// <summary>
/// Follows the objects of a kind in a namespace: a list, then a watch from the list's version on, again from the last version where the watch ends,
/// and a new list where that version is too old (410). Nothing is polled.
/// </summary>
internal sealed class ObjectFeed(ApiClient client, ResourceType type, string? @namespace, ChannelWriter<FeedChange> changes)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // The server ends a watch then; 5 to 10 minutes is what its clients ask for.
    private const int WatchSeconds = 300;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var list = await client.ListAsync(type.ListPath(@namespace), cancellationToken);
                await changes.WriteAsync(new FeedChange(type, @namespace, [.. list.Items.Select(WithKind)], IsWhole: true), cancellationToken);
                await WatchAsync(list.ResourceVersion, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && IsPassing(error))
            {
                // The next list will tell what was missed.
            }

            await Task.Delay(Pause, client.Time, cancellationToken);
        }
    }

    // Comes back when a new list is needed.
    private async Task WatchAsync(string version, CancellationToken cancellationToken)
    {
        while (true)
        {
            var path = $"{type.ListPath(@namespace)}?watch=true&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(version)}&timeoutSeconds={WatchSeconds}";
            var began = client.Time.GetTimestamp();
            try
            {
                await foreach (var line in client.LinesAsync(path, cancellationToken))
                {
                    if (line.Length == 0 || JsonNode.Parse(line) is not JsonObject change || change["object"] is not JsonObject item)
                        continue;
                    var kind = change.Text("type");
                    if (kind == "ERROR")
                        return;

                    version = item.Text("metadata", "resourceVersion") ?? version;
                    if (kind != "BOOKMARK")
                        await changes.WriteAsync(new FeedChange(type, @namespace, [WithKind(item)], IsWhole: false) { IsDeletion = kind == "DELETED" }, cancellationToken);
                }
            }
            catch (ApiException error) when (error.Status == HttpStatusCode.Gone)
            {
                return;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && IsPassing(error))
            {
                // The connection ended within a line, or wasn't to be had; the watch goes on from the last whole one.
            }

            if (client.Time.GetElapsedTime(began) < Pause)
                await Task.Delay(Pause, client.Time, cancellationToken);
        }
    }

    // The cluster may come back; the wait's own limit ends the patience.
    private static bool IsPassing(Exception error) => ConnectionFailures.Is(error) || error is JsonException || error is ApiException { Status: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError }
        || error is PipelineException { Code: var code } && code == DeployErrors.Unreachable;

    private JsonObject WithKind(JsonObject item)
    {
        item["apiVersion"] = type.ApiVersion;
        item["kind"] = type.Kind;
        return item;
    }
}
