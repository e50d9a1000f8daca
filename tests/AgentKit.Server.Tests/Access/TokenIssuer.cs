using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AgentKit.Server.Tests.Access;

/// <summary>A small OpenID Connect provider on the loopback address: a discovery document, and the keys that tokens are checked with.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RSA rsa = RSA.Create(2048);
    private int asked;

    private TokenIssuer(WebApplication app) => this.app = app;

    public string Issuer => app.Urls.First();

    /// <summary>Whether it answers that it is away.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often it was asked for anything.</summary>
    public int Asked => asked;

    public RsaSecurityKey Key => new(rsa) { KeyId = "key-1" };

    public static async Task<TokenIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(x => x.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new TokenIssuer(app);
        app.Use((context, next) =>
        {
            Interlocked.Increment(ref issuer.asked);
            if (!issuer.IsAway)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object> { ["issuer"] = issuer.Issuer, ["jwks_uri"] = $"{issuer.Issuer}/keys" }));
        app.MapGet("/keys", () =>
        {
            var key = issuer.rsa.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "key-1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
        });
        await app.StartAsync();
        return issuer;
    }

    /// <summary>A good token, with what a test changes of it.</summary>
    public string Token(Action<SecurityTokenDescriptor>? change = null, params (string Name, object? Value)[] claims)
    {
        var now = DateTime.UtcNow;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "agentkit",
            IssuedAt = now,
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "ada", ["organization_id"] = RunningService.Organization, ["roles"] = new[] { "member", "other" } },
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        };
        foreach (var (name, value) in claims)
        {
            descriptor.Claims.Remove(name);
            if (value is not null)
                descriptor.Claims[name] = value;
        }

        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }
}
