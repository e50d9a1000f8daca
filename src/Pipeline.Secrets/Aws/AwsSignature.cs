using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Pipeline.Secrets.Aws;

/// <summary>Signs a request with AWS Signature Version 4: the canonical request is written here, the rest is the SDK's.</summary>
internal static class AwsSignature
{
    private const string Service = "secretsmanager";

    /// <summary>Adds date, session token and signature.</summary>
    public static void Sign(HttpRequestMessage request, string contentType, byte[] content, string region, ImmutableCredentials credentials, DateTimeOffset now)
    {
        var date = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.Add("X-Amz-Date", date);
        if (credentials.UseToken)
            request.Headers.Add("X-Amz-Security-Token", credentials.Token);

        var headers = request.Headers.ToDictionary(x => x.Key.ToLowerInvariant(), x => string.Join(',', x.Value), StringComparer.Ordinal);
        headers["content-type"] = contentType;
        headers["host"] = request.RequestUri!.Authority;
        var names = headers.Keys.Order(StringComparer.Ordinal).ToList();
        var signedHeaders = string.Join(';', names);
        var canonical = new StringBuilder(request.Method.Method).Append('\n').Append(request.RequestUri.AbsolutePath).Append("\n\n");
        foreach (var name in names)
            canonical.Append(name).Append(':').Append(headers[name].Trim()).Append('\n');
        canonical.Append('\n').Append(signedHeaders).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(content)));

        var signature = AWS4Signer.ComputeSignature(credentials, region, now.UtcDateTime, Service, signedHeaders, canonical.ToString());
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
    }
}
