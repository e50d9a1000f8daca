using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.GoogleCloud;

/// <summary>Signs a request with an HMAC key in Google's form of signature version 4 (<c>GOOG4-HMAC-SHA256</c>).</summary>
/// <remarks>Source: Google Cloud, "Signatures" and "Canonical requests".</remarks>
internal sealed class GoogleSigner(AccessKeyCredentials credentials, string region)
{
    private const string Algorithm = "GOOG4-HMAC-SHA256";

    public void Sign(HttpRequestMessage request, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/storage/goog4_request";
        request.Headers.TryAddWithoutValidation("x-goog-date", time);
        var payload = request.Headers.NonValidated.TryGetValues("x-goog-content-sha256", out var hash) ? hash.ToString() : "UNSIGNED-PAYLOAD";
        var headers = Headers(request);
        var names = string.Join(';', headers.Keys);
        var uri = request.RequestUri!;
        var canonical = string.Join('\n', [request.Method.Method, uri.AbsolutePath, Query(uri), .. headers.Select(x => $"{x.Key}:{x.Value}"), "", names, payload]);
        var text = string.Join('\n', Algorithm, time, scope, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = Encoding.UTF8.GetBytes($"GOOG4{credentials.SecretAccessKey}");
        foreach (var step in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.TryAddWithoutValidation("Authorization", $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    // What says what is to be done; what a proxy may touch isn't signed.
    private static SortedDictionary<string, string> Headers(HttpRequestMessage request)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.Headers.Host ?? request.RequestUri!.Authority };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (name.StartsWith("x-goog-", StringComparison.OrdinalIgnoreCase))
                signed[name.ToLowerInvariant()] = string.Join(',', values.Select(x => x.Trim()));
        }

        if (request.Content?.Headers.NonValidated.TryGetValues("Content-Type", out var type) == true)
            signed["content-type"] = type.ToString();
        return signed;
    }

    private static string Query(Uri uri) => string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(x => x.Contains('=', StringComparison.Ordinal) ? x : x + "=").Order(StringComparer.Ordinal));
}
