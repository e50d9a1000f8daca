namespace AgentKit.Server.Access;

/// <summary>
/// Asks the identity provider for its keys. One that was away a moment ago isn't asked again for some seconds: otherwise each request with a token would
/// wait for it, one after the other.
/// </summary>
internal sealed class ProviderBackchannel(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    /// <summary>How long it may take to answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>How long it then counts as away, which is also what callers are told.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private long awayUntil;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow().UtcTicks < Volatile.Read(ref awayUntil))
            throw new HttpRequestException("The identity provider was away a moment ago, and isn't asked again for some seconds.");
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode >= System.Net.HttpStatusCode.InternalServerError)
                RememberAway();
            return response;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            // What many wait for isn't cancelled by one of them: it took too long.
            RememberAway();
            throw;
        }
    }

    private void RememberAway() => Volatile.Write(ref awayUntil, (time.GetUtcNow() + Remembered).UtcTicks);
}
