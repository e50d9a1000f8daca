using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.Recorded;

/// <summary>Sends recorded requests to an embedded cluster. What the recorded answers gave (uids, versions, tokens) is replaced by what this cluster gave in its place.</summary>
internal sealed class Replay(EmbeddedCluster cluster) : IDisposable
{
    // A progress deadline of 10 s is among what is waited for.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly HttpClient _administrator = TestCluster.Http(cluster);
    private readonly HttpClient _nobody = TestCluster.Http(cluster, withCertificate: false);
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    /// <summary>How the answer differs from the recorded one. What only reads is asked again for a while: controllers need their time here as there.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(Exchange exchange)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            var differences = await CompareAsync(exchange);
            var isExpected = differences.All(x => KnownDifferences.Explaining(exchange.Place, x) is not null) || KnownDifferences.Unsettled.ContainsKey(exchange.Place);
            if (isExpected || exchange.Method != "GET" || !exchange.IsAboutControllers || patience.IsCancellationRequested)
                return differences;
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _administrator.Dispose();
        _nobody.Dispose();
    }

    private async Task<IReadOnlyList<string>> CompareAsync(Exchange exchange)
    {
        var (status, warning, actual) = await SendAsync(exchange);
        Learn(exchange.Received, actual);
        var differences = new List<string>();
        if (status != exchange.Status)
            return [$".status: expected {exchange.Status}, actual {status}"];
        if (warning != exchange.Warning)
            differences.Add($".warning: expected {exchange.Warning ?? "none"}, actual {warning ?? "none"}");
        Func<JsonNode?, JsonNode?> normal = exchange.IsAboutControllers ? Normal.Of : Normal.WithoutControllers;
        differences.AddRange(Ownership.Difference.Between(normal(exchange.Received), normal(actual), ".body"));
        return differences;
    }

    private async Task<(int Status, string? Warning, JsonNode? Body)> SendAsync(Exchange exchange)
    {
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), Translate(exchange.Path)) { Version = System.Net.HttpVersion.Version20 };
        request.Headers.UserAgent.ParseAdd("Python-urllib/3.11");
        request.Headers.Accept.ParseAdd("application/json");
        if (exchange.Status == 401)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
        if (exchange.Status == 403 && $"{exchange.Received!["message"]}".Contains("User \"nobody\"", StringComparison.Ordinal))
            request.Headers.Add("Impersonate-User", "nobody");
        if (exchange.Sent is not null)
        {
            request.Content = new StringContent(Translate(exchange.Sent.ToJsonString()), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(exchange.ContentType!);
        }

        using var response = await (exchange.Status == 401 ? _nobody : _administrator).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var warning = response.Headers.TryGetValues("Warning", out var warnings) ? string.Join('\n', warnings) : null;
        return ((int)response.StatusCode, warning, Body(response.Content.Headers.ContentType?.MediaType, text, exchange.Received is JsonArray));
    }

    private static JsonNode? Body(string? mediaType, string text, bool isWatch)
    {
        if (mediaType != "application/json")
            return text;
        return isWatch ? new JsonArray([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => JsonNode.Parse(x))]) : JsonNode.Parse(text);
    }

    // Longest first: one version's digits may be part of another's.
    private string Translate(string text)
    {
        foreach (var (recorded, actual) in _given.OrderByDescending(x => x.Key.Length))
        {
            text = recorded.All(char.IsAsciiDigit)
                ? text.Replace($"\"resourceVersion\":\"{recorded}\"", $"\"resourceVersion\":\"{actual}\"", StringComparison.Ordinal).Replace($"resourceVersion={recorded}&", $"resourceVersion={actual}&", StringComparison.Ordinal)
                : text.Replace(recorded, actual, StringComparison.Ordinal);
        }

        return text;
    }

    private void Learn(JsonNode? recorded, JsonNode? actual)
    {
        if (recorded is JsonArray left && actual is JsonArray right)
        {
            foreach (var (one, other) in left.Zip(right))
                Learn(one, other);
            return;
        }

        if (recorded is not JsonObject fields || actual is not JsonObject others)
            return;
        foreach (var (name, member) in fields)
        {
            if (name is "uid" or "resourceVersion" or "continue" && member is JsonValue && others[name] is JsonValue given && $"{member}".Length > 0 && $"{given}".Length > 0)
                _given[$"{member}"] = $"{given}";
            else
                Learn(member, others[name]);
        }
    }
}
