using System.Net;
using Microsoft.Extensions.Http.Resilience;

namespace AgentKit.Server.Platforms.Checking;

/// <summary>The platforms' HTTP clients, with the standard resilience handler: total time-out, retries, circuit breaker, time-out of an attempt.</summary>
internal static class PlatformClients
{
    private const long MaxAnswerBytes = 64 * 1024;

    // A longer wait is for the caller, who gets it as Retry-After.
    private static readonly TimeSpan LongestOwnWait = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddPlatformClients(this IServiceCollection services, PlatformSettings settings)
    {
        Add<TripleWhaleClient>(services, settings.TripleWhaleUrl, settings);
        Add<HubSpotClient>(services, settings.HubSpotUrl, settings);
        Add<KlaviyoClient>(services, settings.KlaviyoUrl, settings);
        return services;
    }

    private static void Add<TClient>(IServiceCollection services, Uri address, PlatformSettings settings)
        where TClient : class, IPlatformClient
    {
        services.AddHttpClient<TClient>(x =>
            {
                x.BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
                x.DefaultRequestHeaders.UserAgent.ParseAdd("AgentKit/1.0");
                x.MaxResponseContentBufferSize = MaxAnswerBytes;
            })
            // A redirect would take the key to wherever it points.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), AutomaticDecompression = DecompressionMethods.All })
            .RemoveAllLoggers()
            .AddStandardResilienceHandler(x => Configure(x, settings));
        services.AddTransient<IPlatformClient>(x => x.GetRequiredService<TClient>());
    }

    private static void Configure(HttpStandardResilienceOptions options, PlatformSettings settings)
    {
        options.TotalRequestTimeout.Timeout = settings.Timeout;
        options.AttemptTimeout.Timeout = settings.AttemptTimeout;
        options.Retry.MaxRetryAttempts = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        var isTransient = options.Retry.ShouldHandle;
        options.Retry.ShouldHandle = async x => x.Outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: { } after }
            ? after.Delta <= LongestOwnWait
            : x.Outcome.Result is not { StatusCode: HttpStatusCode.TooManyRequests } && await isTransient(x);
        // One client's spent quota mustn't keep the others from the platform.
        var isFailure = options.CircuitBreaker.ShouldHandle;
        options.CircuitBreaker.ShouldHandle = async x => x.Outcome.Result is not { StatusCode: HttpStatusCode.TooManyRequests } && await isFailure(x);
    }
}
