using System.Net.Http.Headers;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Requests;

/// <summary>Sends requests to a store: each with a time-out, and those that may be repeated a few times while the store is away.</summary>
internal sealed class StoreRequests(HttpClient http, string description, SecretStoreOptions options) : IDisposable
{
    private const int Attempts = 3;

    // Larger than any secret of either store, with room for a page of names.
    internal const int MaxAnswerBytes = 8 * 1024 * 1024;

    /// <summary>A handler for long-lived clients: names are looked up again now and then.</summary>
    public static SocketsHttpHandler NewHandler() => new() { PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false };

    /// <summary>Sends, and returns what <paramref name="judge"/> finds no fault with.</summary>
    /// <param name="create">Makes the request, anew for each attempt.</param>
    /// <param name="judge">What is wrong with an answer; null when nothing is.</param>
    /// <param name="isRepeatable">Whether a second sending does no more than the first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SecretStoreException">What the judge said last, or that there was no answer.</exception>
    public async Task<StoreAnswer> SendAsync(Func<CancellationToken, Task<HttpRequestMessage>> create, Func<StoreAnswer, SecretStoreException?> judge, bool isRepeatable, CancellationToken cancellationToken)
    {
        var pause = options.RetryDelay;
        for (var attempt = 1; ; attempt++, pause *= 2)
        {
            SecretStoreException failure;
            try
            {
                var answer = await SendOnceAsync(create, cancellationToken);
                if (judge(answer) is not { } refused)
                    return answer;
                failure = refused;
            }
            catch (SecretStoreException exception)
            {
                failure = exception;
            }

            // A store that asks for a longer pause gets it from whoever called, who is told how long.
            if (!isRepeatable || !failure.IsTransient || attempt == Attempts || failure.RetryAfter > options.RequestTimeout)
                throw failure;
            await Task.Delay(failure.RetryAfter is { } asked && asked > pause ? asked : pause, options.Time, cancellationToken);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<StoreAnswer> SendOnceAsync(Func<CancellationToken, Task<HttpRequestMessage>> create, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, options.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = await create(ending.Token);
            using var response = await http.SendAsync(request, ending.Token);
            return new StoreAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(ending.Token), RetryAfter(response.Headers.RetryAfter), ErrorType(response.Headers));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Away($"gave no answer for {options.RequestTimeout.TotalSeconds:0.#} s", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Away($"can't be reached, or cut its answer off ({exception.Message})", exception);
        }
    }

    private SecretStoreException Away(string what, Exception exception) =>
        new(SecretErrors.StoreAway, $"{description} {what}. Check its address, and whether it runs.", exception) { IsTransient = true };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var asked = header?.Delta ?? header?.Date - options.Time.GetUtcNow();
        return asked > TimeSpan.Zero ? asked : null;
    }

    private static string? ErrorType(HttpResponseHeaders headers) => headers.TryGetValues("x-amzn-ErrorType", out var values) ? values.FirstOrDefault() : null;
}
