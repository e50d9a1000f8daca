using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Vault;

/// <summary><c>vault://host:8200/mount?auth=kubernetes&amp;role=NAME</c>: HashiCorp Vault's (or OpenBao's) KV engine, version 2.</summary>
public sealed record VaultLocation : SecretStoreLocation
{
    private const int DefaultPort = 8200;

    /// <summary>The server. <c>?tls=off</c> speaks HTTP, for a server in development or behind a mesh that encrypts.</summary>
    public required Uri Address { get; init; }

    /// <summary>Where the engine is mounted. Default <c>secret</c>.</summary>
    public required string Mount { get; init; }

    /// <summary>How to log in. <c>?auth=token</c>, <c>approle</c> or <c>kubernetes</c> (the default).</summary>
    public required VaultAuthentication Authentication { get; init; }

    /// <summary>The namespace (Vault Enterprise) of the engine, and of the login where <see cref="AuthNamespace"/> names no other, as <c>?namespace=</c>.</summary>
    public string? Namespace { get; init; }

    /// <summary>The namespace of the login, as <c>?auth-namespace=</c>: where it is above that of the engine, as <c>admin</c> is in HCP. Empty (<c>/</c>) for the root; null for that of the engine.</summary>
    public string? AuthNamespace { get; init; }

    /// <summary>A PEM file with the certificate authorities to trust instead of the system's, as <c>?ca-file=</c>.</summary>
    public string? CaFile { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        List<string> parameters = [Authentication switch
        {
            VaultAppRoleAuthentication x => $"auth=approle&auth-mount={x.Mount}&role-id={x.RoleId}&{(x.SecretIdFile is null ? $"secret-id-variable={x.SecretIdVariable}" : $"secret-id-file={x.SecretIdFile}")}",
            VaultKubernetesAuthentication x => $"auth=kubernetes&auth-mount={x.Mount}&role={x.Role}&jwt-file={x.TokenFile}",
            VaultTokenAuthentication x => x.File is null ? $"auth=token&token-variable={x.Variable}" : $"auth=token&token-file={x.File}",
            _ => "",
        }];
        if (Namespace is not null)
            parameters.Add($"namespace={Namespace}");
        if (AuthNamespace is not null)
            parameters.Add($"auth-namespace={(AuthNamespace.Length == 0 ? "/" : AuthNamespace)}");
        if (CaFile is not null)
            parameters.Add($"ca-file={CaFile}");
        if (Address.Scheme == Uri.UriSchemeHttp)
            parameters.Add("tls=off");
        return $"vault://{Address.Authority}/{Mount}?{string.Join('&', parameters)}";
    }

    internal static VaultLocation Read(LocationText text)
    {
        var scheme = text.Choice("tls", "on", "off") == "on" ? "https" : "http";
        var authority = text.Authority.Contains(':', StringComparison.Ordinal) && !text.Authority.EndsWith(']') ? text.Authority : $"{text.Authority}:{DefaultPort}";
        if (!Uri.TryCreate($"{scheme}://{authority}/", UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            text.Mistake("names no host: write vault://host:8200/mount");
            address = new Uri("https://localhost/");
        }

        var mount = text.Path.Trim('/');
        if (mount.Split('/').Any(x => x is "." or ".." || x.Any(char.IsWhiteSpace)))
            text.Mistake("has a mount that isn't a path");
        return new VaultLocation
        {
            Address = address,
            Mount = mount.Length == 0 ? "secret" : mount,
            Authentication = ReadAuthentication(text),
            Namespace = text.Parameter("namespace")?.Trim('/'),
            AuthNamespace = text.Parameter("auth-namespace")?.Trim('/'),
            CaFile = text.Parameter("ca-file"),
        };
    }

    private static VaultAuthentication ReadAuthentication(LocationText text) => text.Choice("auth", "kubernetes", "approle", "token") switch
    {
        "token" => new VaultTokenAuthentication(text.Parameter("token-variable") ?? "VAULT_TOKEN", text.Parameter("token-file")),
        "approle" => new VaultAppRoleAuthentication(text.Parameter("auth-mount") ?? "approle", Needed(text, "role-id"), text.Parameter("secret-id-variable") ?? "VAULT_SECRET_ID", text.Parameter("secret-id-file")),
        _ => new VaultKubernetesAuthentication(text.Parameter("auth-mount") ?? "kubernetes", Needed(text, "role"), text.Parameter("jwt-file") ?? VaultKubernetesAuthentication.DefaultTokenFile),
    };

    private static string Needed(LocationText text, string name)
    {
        if (text.Parameter(name) is { } value)
            return value;
        text.Mistake($"lacks '{name}'");
        return "";
    }
}
