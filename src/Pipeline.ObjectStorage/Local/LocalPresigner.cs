using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.Local;

/// <summary>Signs requests for local files: a token in the query, its HMAC-SHA256 behind a dot.</summary>
internal sealed class LocalPresigner(ObjectStoreLocation location, LocalPresigning? presigning, TimeProvider timeProvider)
{
    public const string Parameter = "token";

    public PresignedRequest Put(string key, PresignPutOptions options)
    {
        PresignChecks.Put(key, options);
        return Sign(new LocalToken
        {
            Method = "PUT",
            Key = key,
            Expires = Expiry(options.ExpiresIn).ToUnixTimeSeconds(),
            LengthBytes = options.LengthBytes,
            ContentType = options.ContentType,
            Metadata = options.Metadata.Count == 0 ? null : options.Metadata.ToDictionary(),
        }, new Dictionary<string, string> { ["Content-Type"] = options.ContentType });
    }

    public PresignedRequest Get(string key, PresignGetOptions options)
    {
        PresignChecks.Get(key, options);
        return Sign(new LocalToken
        {
            Method = "GET",
            Key = key,
            Expires = Expiry(options.ExpiresIn).ToUnixTimeSeconds(),
            ContentType = options.ContentType,
            ContentDisposition = options.ContentDisposition,
        }, new Dictionary<string, string>());
    }

    public static string Sign(byte[] key, ReadOnlySpan<byte> payload) => Base64Url.EncodeToString(HMACSHA256.HashData(key, payload));

    private PresignedRequest Sign(LocalToken token, Dictionary<string, string> headers)
    {
        if (presigning is null)
        {
            throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions,
                $"{location} has no key to sign requests with. Give {nameof(LocalPresigning)} as {nameof(ObjectStoreOptions)}.{nameof(ObjectStoreOptions.Credentials)}, and serve the requests with {nameof(LocalPresignedRequests)}.") { ExitCode = 2 };
        }

        var payload = JsonSerializer.SerializeToUtf8Bytes(token, LocalJson.Default.LocalToken);
        return new PresignedRequest
        {
            Method = token.Method,
            Url = new Uri($"{presigning.BaseUrl.AbsoluteUri}?{Parameter}={Base64Url.EncodeToString(payload)}.{Sign(presigning.Keys()[0], payload)}"),
            Headers = headers,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(token.Expires),
        };
    }

    private DateTimeOffset Expiry(TimeSpan expiresIn) => timeProvider.GetUtcNow() + expiresIn;
}
