using Pipeline.Configuration;
using Pipeline.Secrets;

namespace AgentKit.Server.Files.Downloads;

/// <summary>A content delivery network in front of the store.</summary>
[SettingGroup("Downloads through a CDN", Description = "Without one, downloads go to the object store's own signed URLs.")]
internal sealed record CdnSettings : ISettingChecks
{
    [Setting("AGENTKIT_FILES_CDN", "The network that signed download URLs are made for.", Example = "CloudFront")]
    public CdnKind Kind { get; init; }

    [Setting("AGENTKIT_FILES_CDN_URL", "The address under which the network serves the store's location: https://files.example.com/prefix.", Example = "https://files.example.com/")]
    [UriSchemes("https"), WithoutCredentials]
    public Uri? Url { get; init; }

    [Setting("AGENTKIT_FILES_CDN_KEY_ID", "CloudFront: the public key's id. Google Cloud CDN: the signing key's name.", Example = "K2JCJMDEHXQW5F")]
    public string? KeyId { get; init; }

    [Setting("AGENTKIT_FILES_CDN_KEY", "CloudFront: the RSA private key, PEM. Google Cloud CDN: the 128-bit key, base64url.", Example = "secret://agentkit/production/files/cdn-key")]
    public Secret? Key { get; init; }

    public IEnumerable<SettingProblem> Check(string environment)
    {
        if (Kind == CdnKind.None)
            yield break;
        var must = $"must be set where AGENTKIT_FILES_CDN is {Kind}.";
        if (Url is null)
            yield return new SettingProblem(nameof(Url), must);
        if (string.IsNullOrEmpty(KeyId))
            yield return new SettingProblem(nameof(KeyId), must);
        if (Key is null)
            yield return new SettingProblem(nameof(Key), must);
        else if (!DownloadSigners.IsKey(Kind, Key))
            yield return new SettingProblem(nameof(Key), Kind == CdnKind.CloudFront ? "must be an RSA private key of 2048 bits as PEM." : "must be 16 bytes as base64url.");
    }
}
