namespace Pipeline.ObjectStorage.GoogleCloud;

/// <summary>
/// Turns a write with <c>If-None-Match: *</c>, which Google heeds for reads only, into one with <c>x-goog-if-generation-match: 0</c>. Google refuses
/// a request that has both x-amz- and x-goog- headers, so all are renamed, and the request is signed as Google's own.
/// </summary>
/// <remarks>Source: Google Cloud, "Request preconditions" and "HTTP headers and query string parameters for XML API".</remarks>
internal sealed class GooglePreconditions(GoogleSigner signer, TimeProvider timeProvider) : DelegatingHandler
{
    private const string Amazon = "x-amz-";
    private const string Google = "x-goog-";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Put && request.Headers.NonValidated.TryGetValues("If-None-Match", out var condition) && condition.ToString() == "*")
            Translate(request);
        return base.SendAsync(request, cancellationToken);
    }

    private void Translate(HttpRequestMessage request)
    {
        request.Headers.Remove("If-None-Match");
        request.Headers.Remove("Authorization");
        foreach (var (name, values) in request.Headers.NonValidated.ToArray())
        {
            if (!name.StartsWith(Amazon, StringComparison.OrdinalIgnoreCase))
                continue;
            request.Headers.Remove(name);
            // The date is said anew with the signature.
            if (!name.Equals("x-amz-date", StringComparison.OrdinalIgnoreCase))
                request.Headers.TryAddWithoutValidation(Google + name[Amazon.Length..], values);
        }

        request.Headers.TryAddWithoutValidation("x-goog-if-generation-match", "0");
        signer.Sign(request, timeProvider.GetUtcNow());
    }
}
