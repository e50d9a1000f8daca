using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Releases.Health;

/// <summary>Counts from Prometheus, by two queries in which <c>$window</c> is the time since the deployment (<c>90s</c>).</summary>
/// <param name="client">Its base address is Prometheus's.</param>
/// <param name="requests">All requests: <c>sum(increase(http_request_duration_seconds_count{job="agentkit-server"}[$window]))</c>.</param>
/// <param name="failures">Those that failed, the same with <c>code=~"5.."</c>.</param>
/// <param name="time">The clock.</param>
public sealed class PrometheusHealth(HttpClient client, string requests, string failures, TimeProvider time) : IReleaseHealth
{
    /// <inheritdoc/>
    public string Source => $"Prometheus at {client.BaseAddress?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}";

    /// <inheritdoc/>
    public async Task<HealthSample?> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var window = $"{Math.Max(1, Math.Ceiling((time.GetUtcNow() - since).TotalSeconds)).ToString(CultureInfo.InvariantCulture)}s";
        return await QueryAsync(requests, window, cancellationToken) is { } all
            ? new HealthSample(all, await QueryAsync(failures, window, cancellationToken) ?? 0)
            : null;
    }

    // No series is no figure; a series that sums to NaN neither.
    private async Task<double?> QueryAsync(string query, string window, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("query", query.Replace("$window", window, StringComparison.Ordinal))]);
        using var response = await client.PostAsync(new Uri("api/v1/query", UriKind.Relative), content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        JsonNode? answer;
        try
        {
            answer = JsonNode.Parse(text);
        }
        catch (JsonException error)
        {
            throw new HttpRequestException($"the answer to {query} is no JSON ({(int)response.StatusCode})", error, response.StatusCode);
        }

        if (!response.IsSuccessStatusCode || (string?)answer?["status"] != "success")
            throw new HttpRequestException($"{query}: {(string?)answer?["error"] ?? response.ReasonPhrase}", null, response.StatusCode);
        var value = (string?)answer["data"]?["result"]?.AsArray().FirstOrDefault()?["value"]?[1];
        return value is not null && double.TryParse(value, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }
}
