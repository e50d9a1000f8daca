using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AgentKit.Server.Access;

/// <summary>Tokens that the service signs itself, for laptops, rehearsals and tests. A service in Production never has them.</summary>
internal sealed class DevelopmentTokens : IDisposable
{
    public const string Issuer = "https://development.agentkit.invalid";

    public const string Audience = "agentkit";

    private readonly ECDsa key;
    private readonly TimeProvider time;

    public DevelopmentTokens(ECDsa key, TimeProvider time)
    {
        this.key = key;
        this.time = time;
        // The library would keep what it signs with for the whole process, longer than the key lives.
        Key = new ECDsaSecurityKey(key) { KeyId = "development", CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
    }

    /// <summary>What such tokens are checked with.</summary>
    public SecurityKey Key { get; }

    /// <summary>With the key in a file, made where there is none; without a file, with a key that ends with the process.</summary>
    public static DevelopmentTokens Open(string? keyFile, TimeProvider time)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (keyFile is null)
            return new DevelopmentTokens(key, time);

        if (File.Exists(keyFile))
        {
            key.ImportFromPem(File.ReadAllText(keyFile));
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(keyFile))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(keyFile, options);
            writer.Write(key.ExportECPrivateKeyPem());
        }

        return new DevelopmentTokens(key, time);
    }

    public string Issue(string organizationId, string subject, CallerRole role, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["organization_id"] = organizationId, ["roles"] = new[] { role.ToString().ToLowerInvariant() } },
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose() => key.Dispose();
}
