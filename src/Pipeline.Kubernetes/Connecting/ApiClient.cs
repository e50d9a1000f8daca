using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Exceptions;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>
/// Requests with JSON bodies over KubernetesClient's own HttpClient: its credentials, its TLS, one HTTP/2 connection for all requests.
/// Server-side apply needs bodies that hold what was written and nothing else, which typed models can't give.
/// </summary>
internal sealed class ApiClient(k8s.Kubernetes client, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public Uri Server => client.BaseUri;

    public TimeProvider Time => time;

    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(RequestTimeout);
            try
            {
                using var response = await StartAsync(request, limit.Token);
                if (response.IsSuccessStatusCode)
                    return new ApiResponse(await BodyAsync(response, limit.Token), Warnings(response));
                if (attempt == request.Attempts || Pause(request, response, attempt) is not { } pause)
                    throw await RefusalAsync(request, response, limit.Token);
                await Task.Delay(pause, time, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && (ConnectionFailures.Is(error) || error is OperationCanceledException))
            {
                var cause = error is OperationCanceledException ? error.InnerException as TimeoutException ?? new TimeoutException($"no answer to {request.Method} {request.Path} within {RequestTimeout.TotalSeconds} s", error) : error;
                if (attempt == request.Attempts || !request.IsRepeatable || !IsPassing(cause))
                    throw ConnectionFailures.Explain(cause, Server);
                await Task.Delay(Backoff(attempt), time, cancellationToken);
            }
        }
    }

    /// <summary>The object, or null where there is none (404).</summary>
    public async Task<JsonObject?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await SendAsync(ApiRequest.Get(path), cancellationToken)).Body;
        }
        catch (ApiException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>All items of a list, page by page.</summary>
    public async Task<ApiList> ListAsync(string path, CancellationToken cancellationToken)
    {
        var items = new List<JsonObject>();
        string? next = null;
        while (true)
        {
            var body = (await SendAsync(ApiRequest.Get($"{path}{(path.Contains('?') ? '&' : '?')}limit=500{(next is null ? "" : $"&continue={Uri.EscapeDataString(next)}")}"), cancellationToken)).Body;
            items.AddRange(body.Items("items"));
            next = body.Text("metadata", "continue");
            if (string.IsNullOrEmpty(next))
                return new ApiList(items, body.Text("metadata", "resourceVersion") ?? "");
        }
    }

    /// <summary>An answer that is read line by line as it comes: a watch or a log.</summary>
    public async IAsyncEnumerable<string> LinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = ApiRequest.Get(path) with { Accept = "*/*" };
        using var response = await StartAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw await RefusalAsync(request, response, cancellationToken);

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            yield return line;
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> StartAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, Server.AbsoluteUri.TrimEnd('/') + request.Path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        if (client.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(message, cancellationToken);
        return await client.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken) as JsonObject ?? [];
        }
        catch (JsonException error)
        {
            // A connection that ended within the answer, or a proxy that answers for the server.
            throw new IOException("the answer is no JSON", error);
        }
    }

    private async Task<ApiException> RefusalAsync(ApiRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        JsonObject? body = null;
        try
        {
            body = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // A proxy's page or plain text; it stands in the message as it is.
        }

        return ApiException.Of(request, Server, response.StatusCode, body, text);
    }

    // Null: a repetition wouldn't help. 429 and a Retry-After say that nothing was done yet.
    private TimeSpan? Pause(ApiRequest request, HttpResponseMessage response, int attempt)
    {
        var asked = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => Shorter(asked ?? Backoff(attempt)),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout when request.IsRepeatable || asked is not null => Shorter(asked ?? Backoff(attempt)),
            HttpStatusCode.InternalServerError when request.IsRepeatable && asked is { } pause => Shorter(pause),
            _ => null,
        };
    }

    private static TimeSpan Shorter(TimeSpan pause) => pause < TimeSpan.Zero ? TimeSpan.Zero : pause < LongestPause ? pause : LongestPause;

    // 0.2, 0.4, 0.8, 1.6 s, each up to half as long again, so that many runs don't come back at once.
    private static TimeSpan Backoff(int attempt) => TimeSpan.FromMilliseconds(100 * Math.Pow(2, attempt) * (1 + Random.Shared.NextDouble() / 2));

    private static bool IsPassing(Exception error) => error is not HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError }
        && error is not (KubeConfigException or Win32Exception and not SocketException);

    // Warning: 299 - "text"
    private static IReadOnlyList<string> Warnings(HttpResponseMessage response) => response.Headers.TryGetValues("Warning", out var values)
        ? [.. values.Select(WarningText).Where(x => x.Length > 0)]
        : [];

    private static string WarningText(string header)
    {
        var (start, end) = (header.IndexOf('"'), header.LastIndexOf('"'));
        return end > start ? header[(start + 1)..end].Replace("\\\"", "\"", StringComparison.Ordinal) : header;
    }
}
