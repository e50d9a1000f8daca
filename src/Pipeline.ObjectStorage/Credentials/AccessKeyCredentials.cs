namespace Pipeline.ObjectStorage.Credentials;

/// <summary>An access key of S3, or an HMAC key of Google Cloud Storage.</summary>
/// <param name="accessKeyId">The public half: <c>AKIA…</c>, <c>GOOG…</c>.</param>
/// <param name="secretAccessKey">The secret half.</param>
/// <param name="sessionToken">The token that temporary credentials come with; null for lasting ones.</param>
public sealed class AccessKeyCredentials(string accessKeyId, string secretAccessKey, string? sessionToken = null) : ObjectStoreCredentials
{
    /// <summary>The public half.</summary>
    public string AccessKeyId { get; } = Required(accessKeyId, "The access key id");

    internal string SecretAccessKey { get; } = Required(secretAccessKey, "The secret access key");

    internal string? SessionToken { get; } = string.IsNullOrWhiteSpace(sessionToken) ? null : sessionToken.Trim();

    /// <inheritdoc/>
    public override string ToString() => $"access key {AccessKeyId}, {Mask}";
}
