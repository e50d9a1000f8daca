using System.Net;

namespace Pipeline.Containers.Registries.Http;

/// <summary>Talks to registries: addresses, credentials, repetition, errors.</summary>
internal sealed class RegistryTransport : IDisposable
{
    private readonly RegistryOptions options;
    private readonly HttpMessageInvoker http;
    private readonly HttpExchange exchange;
    private readonly Authorizer authorizer;

    public RegistryTransport(RegistryOptions options)
    {
        this.options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // Ours knows where credentials may go.
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = Math.Max(8, options.Concurrency * 2),
        };
        if (options.Proxy is { } proxy)
            handler.Proxy = proxy;
        http = new HttpMessageInvoker(handler);
        exchange = new HttpExchange(http, options);
        Retry = new RetryPolicy(options);
        authorizer = new Authorizer(options, new TokenClient(exchange, Retry, options));
    }

    public RetryPolicy Retry { get; }

    /// <summary>An address of the registry's API.</summary>
    /// <param name="registry">The host.</param>
    /// <param name="path">What follows <c>/v2/</c>.</param>
    public Uri Address(string registry, string path)
    {
        var scheme = options.SchemeOf(registry) == RegistryScheme.Http ? "http" : "https";
        return new Uri($"{scheme}://{(registry == ImageReference.DockerHub ? "registry-1.docker.io" : registry)}/v2/{path}");
    }

    /// <summary>Sends a request; the answer is a success, or one of the statuses that the caller knows what to do with.</summary>
    /// <exception cref="RegistryException">PIPE3101 to PIPE3107.</exception>
    public Task<RegistryResponse> SendAsync(RegistryRequest request, CancellationToken cancellationToken, params HttpStatusCode[] expected) => request.IsRepeatable
        ? Retry.RunAsync(() => SendOnceAsync(request, expected, cancellationToken), cancellationToken)
        : SendOnceAsync(request, expected, cancellationToken);

    public void Dispose()
    {
        authorizer.Dispose();
        http.Dispose();
    }

    private async Task<RegistryResponse> SendOnceAsync(RegistryRequest request, HttpStatusCode[] expected, CancellationToken cancellationToken)
    {
        var header = IsOwn(request) ? await authorizer.KnownAsync(request, cancellationToken) : null;
        var response = await exchange.SendAsync(request, header, cancellationToken);
        try
        {
            if (response.Status == HttpStatusCode.Unauthorized && IsOwn(request) && await authorizer.AnswerAsync(response, header, cancellationToken) is { } answer)
            {
                response.Dispose();
                response = await exchange.SendAsync(request, answer, cancellationToken);
            }

            return response.IsSuccess || expected.Contains(response.Status) || !request.MayGoElsewhere && response.IsFromElsewhere
                ? response
                : throw await RegistryFailure.OfAsync(response, authorizer.Who(request.Registry), cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // An upload may go on at an address of another host, which gets no credentials of this one.
    private bool IsOwn(RegistryRequest request)
    {
        var own = Address(request.Registry, "");
        return request.Uri.Scheme == own.Scheme && request.Uri.Authority.Equals(own.Authority, StringComparison.OrdinalIgnoreCase);
    }
}
