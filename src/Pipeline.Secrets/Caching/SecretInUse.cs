namespace Pipeline.Secrets.Caching;

/// <summary>Which version of a secret a process works with: what <c>agentkit_secret_version_info{secret,version}</c> reports.</summary>
/// <param name="Name">Which secret.</param>
/// <param name="Version">The version that everyone in the process has taken.</param>
/// <param name="IsStale">Whether the store couldn't confirm it when it was asked last.</param>
public sealed record SecretInUse(SecretName Name, string Version, bool IsStale);
