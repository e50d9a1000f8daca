using System.Security.Cryptography;
using System.Text;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Downloads;

/// <summary>
/// Amazon CloudFront's signed URLs with a custom policy (CloudFront Developer Guide, "Create a signed URL using a custom policy"): RSA with SHA-1,
/// which is what CloudFront checks when a URL names no other algorithm.
/// </summary>
internal sealed class CloudFrontSigner(FileSettings settings, TimeProvider time) : IDownloadSigner, IDisposable
{
    private readonly RSA _key = CdnKeys.CloudFront(settings.CdnKey!);

    public Task<PresignedRequest?> SignAsync(DownloadOffer offer, CancellationToken cancellationToken)
    {
        var expires = time.GetUtcNow() + settings.DownloadLifetime;
        var url = CdnAddress.Of(settings.CdnUrl!, offer);
        var policy = Encoding.UTF8.GetBytes($"{{\"Statement\":[{{\"Resource\":\"{url}\",\"Condition\":{{\"DateLessThan\":{{\"AWS:EpochTime\":{expires.ToUnixTimeSeconds()}}}}}}}]}}");
        // The algorithm isn't ours to choose; nobody can make two policies of their own here, which is what SHA-1 is weak against.
#pragma warning disable CA5350
        var signature = _key.SignData(policy, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
#pragma warning restore CA5350
        return Task.FromResult<PresignedRequest?>(new PresignedRequest
        {
            Method = "GET",
            Url = new Uri($"{url}&Policy={Encode(policy)}&Signature={Encode(signature)}&Key-Pair-Id={settings.CdnKeyId}"),
            Headers = new Dictionary<string, string>(),
            ExpiresAt = expires,
        });
    }

    public void Dispose() => _key.Dispose();

    /// <summary>Base64 with CloudFront's own three letters in place of those that a URL can't have.</summary>
    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('=', '_').Replace('/', '~');
}
