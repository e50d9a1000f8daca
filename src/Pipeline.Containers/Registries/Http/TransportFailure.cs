using System.Security.Authentication;

namespace Pipeline.Containers.Registries.Http;

/// <summary>Turns what sockets and TLS throw into an error that says which registry, why, and what to do.</summary>
internal static class TransportFailure
{
    public static bool IsOne(Exception error) => error is HttpRequestException or IOException or OperationCanceledException;

    public static RegistryException Of(Exception error, RegistryRequest request, RequestDeadline deadline)
    {
        // Not request.Registry: a token server or a blob store may be the one that fails.
        var host = request.Uri.Authority;
        if (deadline.IsStalled)
        {
            return new(RegistryErrors.Unreachable, $"{request.Purpose} failed: {host} sent nothing for {deadline.Timeout.TotalSeconds:N0} s. Check the network and the proxy settings, and run it again.", error) { IsTransient = true };
        }

        var cause = error as HttpRequestException;
        if (cause?.HttpRequestError == HttpRequestError.SecureConnectionError || error.InnerException is AuthenticationException)
            return new(RegistryErrors.Tls, $"{request.Purpose} failed: no secure connection to {host}: {Innermost(error)} {TlsCure(host, error)}", error);

        return new(RegistryErrors.Unreachable, cause?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"{request.Purpose} failed: the name {request.Uri.Host} can't be resolved. Check its spelling and the network.",
            HttpRequestError.ConnectionError => $"{request.Purpose} failed: {host} can't be reached: {Innermost(error)}. Check that the registry runs there, the network and the proxy settings.",
            HttpRequestError.ProxyTunnelError => $"{request.Purpose} failed: the proxy doesn't let it through to {host}: {Innermost(error)}. Check the proxy settings (HTTPS_PROXY, NO_PROXY).",
            _ => $"{request.Purpose} failed: the connection to {host} broke off: {Innermost(error)}. Run it again: what was already transferred isn't transferred again.",
        }, error)
        {
            // Whoever has no network shouldn't wait for five attempts at a name.
            IsTransient = cause?.HttpRequestError is not HttpRequestError.NameResolutionError and not HttpRequestError.ProxyTunnelError,
        };
    }

    private static string TlsCure(string host, Exception error) => error.ToString().Contains("frame", StringComparison.OrdinalIgnoreCase)
        ? $"The server seems to speak plain HTTP: if that is meant to be so, name {host} as a plain HTTP registry."
        : "Install the certificate's authority in the system's store, or correct the registry's certificate (name, expiry).";

    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
            error = inner;
        return error.Message.TrimEnd('.');
    }
}
