namespace Pipeline.Secrets.Opening;

/// <summary><c>env:</c>: the process's environment variables. <c>agentkit/staging/database/password</c> is <c>AGENTKIT__STAGING__DATABASE__PASSWORD</c>.</summary>
/// <param name="Prefix">Segments that the variables leave out: with <c>?prefix=agentkit/staging</c> it is <c>DATABASE__PASSWORD</c>.</param>
public sealed record EnvironmentLocation(string Prefix) : SecretStoreLocation
{
    /// <inheritdoc/>
    public override string ToString() => Prefix.Length == 0 ? "env:" : $"env:?prefix={Prefix}";

    internal static EnvironmentLocation Read(LocationText text)
    {
        if (text.Authority.Length > 0 || text.Path.Trim('/').Length > 0)
            text.Mistake("has more than env: and parameters");
        return new EnvironmentLocation(text.Prefix());
    }
}
