using System.Net;
using System.Text.Json;
using Pipeline.Secrets;
using Polly;
using Polly.CircuitBreaker;

namespace AgentKit.Server.Platforms.Checking;

/// <summary>A call of a platform and what its answer means. What is the platform's own is its request and where its account's id stands.</summary>
internal abstract class PlatformClient(HttpClient http, TimeProvider time, PlatformSettings settings) : IPlatformClient
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    public abstract Platform Platform { get; }

    public async Task<PlatformAnswer> CheckAsync(Secret key, CancellationToken cancellationToken)
    {
        // The handler bounds the wait for an answer, with all attempts; this bounds its content too.
        using var longest = new CancellationTokenSource(settings.Timeout + settings.AttemptTimeout, time);
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, cancellationToken);
        try
        {
            using var request = Request(key);
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await http.SendAsync(request, bounded.Token);
            return await AnswerAsync(response, bounded.Token);
        }
        catch (BrokenCircuitException error)
        {
            return PlatformAnswer.Unavailable("it failed often just now, and isn't asked for a while", error.RetryAfter);
        }
        catch (ExecutionRejectedException error)
        {
            return PlatformAnswer.Unavailable(error.GetType().Name);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return PlatformAnswer.Unexpected("an answer that is too long");
        }
        catch (HttpRequestException error)
        {
            return PlatformAnswer.Unavailable(error.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PlatformAnswer.Unavailable("its answer's content took too long");
        }
    }

    /// <summary>The request, with the key in a header.</summary>
    protected abstract HttpRequestMessage Request(Secret key);

    /// <summary>What a success says; an answer without what the documentation promises is <see cref="PlatformOutcome.Unexpected"/>.</summary>
    protected abstract PlatformAnswer Read(JsonElement account);

    private async Task<PlatformAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return await ReadAsync(response, cancellationToken);
            case HttpStatusCode.Unauthorized:
                return new(PlatformOutcome.Rejected) { Reason = "401" };
            case HttpStatusCode.Forbidden:
                return new(PlatformOutcome.Forbidden) { Reason = "403" };
            case HttpStatusCode.TooManyRequests:
                return new(PlatformOutcome.Throttled) { RetryAfter = RetryAfter(response), Reason = "429" };
            case HttpStatusCode.RequestTimeout:
            case >= HttpStatusCode.InternalServerError:
                return PlatformAnswer.Unavailable($"{status}", RetryAfter(response));
            default:
                return PlatformAnswer.Unexpected($"{status}");
        }
    }

    private async Task<PlatformAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : PlatformAnswer.Unexpected("JSON that is no object");
        }
        catch (JsonException)
        {
            return PlatformAnswer.Unexpected("no JSON");
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow();
        return after is { } told && told > TimeSpan.Zero ? (told < LongestRetryAfter ? told : LongestRetryAfter) : null;
    }
}
