using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.Containers.Registries.Http;

/// <summary>Sends one request and follows its redirects. Credentials go to the host that they are for, and to no other.</summary>
internal sealed class HttpExchange(HttpMessageInvoker http, RegistryOptions options)
{
    private const int MaximumRedirects = 5;

    /// <exception cref="RegistryException">PIPE3103, PIPE3104: no answer.</exception>
    public async Task<RegistryResponse> SendAsync(RegistryRequest request, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var deadline = new RequestDeadline(options.Timeout, options.Time, cancellationToken);
        try
        {
            var uri = request.Uri;
            for (var redirects = 0; ; redirects++)
            {
                var mayCarry = IsSameOrigin(uri, request.Uri);
                using var message = Message(request, uri, mayCarry ? authorization : null, deadline);
                var answer = await http.SendAsync(message, deadline.Token);
                if (answer.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                    || answer.Headers.Location is not { } location
                    || !request.MayGoElsewhere && !IsSameOrigin(new Uri(uri, location), uri) && answer.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                {
                    deadline.Progress();
                    return new RegistryResponse(request, answer, deadline);
                }

                answer.Dispose();
                uri = Next(request, uri, new Uri(uri, location), redirects);
            }
        }
        catch (Exception error) when (TransportFailure.IsOne(error) && !cancellationToken.IsCancellationRequested)
        {
            var failure = TransportFailure.Of(error, request, deadline);
            deadline.Dispose();
            throw failure;
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    private static HttpRequestMessage Message(RegistryRequest request, Uri uri, AuthenticationHeaderValue? authorization, RequestDeadline deadline)
    {
        var message = new HttpRequestMessage(request.Method, uri) { Content = request.Content?.Invoke(deadline) };
        message.Headers.Authorization = authorization;
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("pipeline", "1"));
        foreach (var mediaType in request.Accept)
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        if (request.RangeFrom > 0)
            message.Headers.Range = new RangeHeaderValue(request.RangeFrom, null);
        return message;
    }

    private static Uri Next(RegistryRequest request, Uri from, Uri to, int redirects)
    {
        if (redirects == MaximumRedirects)
            throw new RegistryException(RegistryErrors.Failing, $"{request.Purpose} failed: {request.Uri.Authority} redirects in circles, at last to {to.Authority}. Check the registry's address and its proxy.");
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps)
            throw new RegistryException(RegistryErrors.Tls, $"{request.Purpose} failed: {from.Authority} redirects to {to.Scheme}://{to.Authority}, without TLS. Correct the registry's configuration: behind a proxy it needs to know its own address (X-Forwarded-Proto).");
        return to;
    }

    private static bool IsSameOrigin(Uri a, Uri b) => a.Scheme == b.Scheme && a.Port == b.Port && a.Host.Equals(b.Host, StringComparison.OrdinalIgnoreCase);
}
