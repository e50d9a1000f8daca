using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Pipeline.ObjectStorage.Tests.Servers;

/// <summary>A request as it came to a proxy.</summary>
/// <param name="Method">Its verb.</param>
/// <param name="Target">Path and query, encoded as they were sent.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record ProxiedRequest(string Method, string Target, IReadOnlyDictionary<string, StringValues> Headers)
{
    public bool Has(string header) => Headers.ContainsKey(header);

    public static ProxiedRequest Of(HttpRequest request) => new(
        request.Method,
        request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
}
