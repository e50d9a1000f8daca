using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pipeline.Secrets;

namespace Pipeline.Releases.Notifying;

/// <summary>Tells people by a webhook, in the JSON that Slack's incoming webhooks take and others understand. A failure to tell never fails a release.</summary>
/// <param name="client">Sends it.</param>
/// <param name="address">The webhook's address: a secret, since who knows it can write there.</param>
/// <param name="warn">Told what went wrong; never with the address.</param>
public sealed class WebhookNotifier(HttpClient client, Secret address, Action<string> warn)
{
    /// <summary>Longest wait for the other side.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tells.</summary>
    /// <returns>Whether the other side took it.</returns>
    public async Task<bool> TellAsync(ReleaseEvent happened, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (!Uri.TryCreate(address.Reveal(), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            warn("Nobody was told: the webhook's address is no http or https address.");
            return false;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            using var response = await client.PostAsJsonAsync(uri, Body(happened), limit.Token);
            if (!response.IsSuccessStatusCode)
                warn($"Nobody was told: the webhook answered {(int)response.StatusCode}.");
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            warn($"Nobody was told: the webhook {(error is OperationCanceledException ? "didn't answer in time" : "couldn't be reached")}.");
            return false;
        }
    }

    internal static JsonObject Body(ReleaseEvent happened)
    {
        var what = happened.Kind switch
        {
            ReleaseEventKind.Planned => "is planned, and waits for approval",
            ReleaseEventKind.Promoted => "is promoted",
            ReleaseEventKind.RolledBack => "was taken back",
            _ => "stands still: a person must decide what becomes of it",
        };
        var text = $"Release {happened.Number} of {Escaped(happened.Application)} to {Escaped(happened.Environment)} {what}, by {Escaped(happened.By)}.{(happened.Detail is { } detail ? $"\n{Escaped(detail)}" : "")}{(happened.Link is { } link ? $"\n<{link}>" : "")}";
        return new JsonObject { ["text"] = text };
    }

    // Slack's three control characters: what others wrote can't mention everybody or make links.
    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
