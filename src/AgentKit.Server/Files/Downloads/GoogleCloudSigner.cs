using System.Security.Cryptography;
using System.Text;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Downloads;

/// <summary>Google Cloud CDN's signed URLs (Cloud CDN, "Use signed URLs"): HMAC-SHA1 over the URL, base64url.</summary>
internal sealed class GoogleCloudSigner(FileSettings settings, TimeProvider time) : IDownloadSigner
{
    private readonly byte[] _key = CdnKeys.GoogleCloud(settings.CdnKey!);

    public Task<PresignedRequest?> SignAsync(DownloadOffer offer, CancellationToken cancellationToken)
    {
        var expires = time.GetUtcNow() + settings.DownloadLifetime;
        var url = $"{CdnAddress.Of(settings.CdnUrl!, offer)}&Expires={expires.ToUnixTimeSeconds()}&KeyName={settings.CdnKeyId}";
        // The algorithm is Google's; as a keyed hash SHA-1 isn't broken.
#pragma warning disable CA5350
        var signature = Convert.ToBase64String(HMACSHA1.HashData(_key, Encoding.UTF8.GetBytes(url))).Replace('+', '-').Replace('/', '_');
#pragma warning restore CA5350
        return Task.FromResult<PresignedRequest?>(new PresignedRequest
        {
            Method = "GET",
            Url = new Uri($"{url}&Signature={signature}"),
            Headers = new Dictionary<string, string>(),
            ExpiresAt = expires,
        });
    }
}
