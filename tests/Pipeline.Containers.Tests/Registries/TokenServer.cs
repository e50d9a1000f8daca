using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>A token server as distribution's specification has it: everybody may pull from <c>public/…</c>, "bob" may do everything.</summary>
internal sealed class TokenServer : LocalServer
{
    public const string Service = "test-registry";
    public const string Issuer = "test-issuer";

    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 certificate;
    private readonly string directory = Directory.CreateTempSubdirectory("pipeline-token-").FullName;

    public TokenServer()
    {
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(CertificatePath, certificate.ExportCertificatePem());
    }

    public string Realm => $"http://{Host}/token";

    /// <summary>What a registry's configuration says that sends here.</summary>
    public string Authentication => $$"""auth: { token: { realm: "{{Realm}}", service: {{Service}}, issuer: {{Issuer}}, rootcertbundle: {{CertificatePath}} } }""";

    private string CertificatePath => Path.Combine(directory, "root.pem");

    /// <summary>What tokens say of their own life. The specification's least is 60 s; a token of less is replaced before each request.</summary>
    public int LifetimeSeconds { get; set; } = 300;

    /// <summary>The scopes that were asked for, in order.</summary>
    public ConcurrentQueue<string> Scopes { get; } = new();

    public override void Dispose()
    {
        base.Dispose();
        certificate.Dispose();
        key.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    protected override async Task AnswerAsync(HttpContext context)
    {
        var form = System.Web.HttpUtility.ParseQueryString(context.Request.Method == "POST" ? await new StreamReader(context.Request.Body).ReadToEndAsync() : context.Request.QueryString.Value ?? "");
        var authorization = (string?)context.Request.Headers.Authorization;
        var isBob = authorization == "Basic " + Convert.ToBase64String("bob:builder"u8) || form["refresh_token"] == "identity-of-bob";
        if (authorization is not null && !isBob || form["grant_type"] is not null && !isBob)
        {
            await WriteAsync(context.Response, 401, """{"errors":[{"code":"UNAUTHORIZED","message":"incorrect username or password"}]}""");
            return;
        }

        string[] scopes = [.. (form.GetValues("scope") ?? []).SelectMany(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Scopes.Enqueue(string.Join(' ', scopes));
        var access = new JsonArray();
        foreach (var scope in scopes.Select(x => x.Split(':')))
        {
            var actions = scope[2].Split(',').Where(x => isBob || x == "pull" && scope[1].StartsWith("public/", StringComparison.Ordinal));
            access.Add((JsonNode)new JsonObject { ["type"] = scope[0], ["name"] = scope[1], ["actions"] = new JsonArray([.. actions.Select(x => (JsonNode)x)]) });
        }

        var answer = new JsonObject { [form["grant_type"] is null ? "token" : "access_token"] = Sign(isBob ? "bob" : "", access), ["expires_in"] = LifetimeSeconds };
        await WriteAsync(context.Response, 200, answer.ToJsonString());
    }

    private string Sign(string subject, JsonArray access)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData)) };
        var claims = new JsonObject
        {
            ["iss"] = Issuer, ["sub"] = subject, ["aud"] = Service, ["exp"] = now + 300, ["nbf"] = now - 60, ["iat"] = now,
            ["jti"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), ["access"] = access,
        };
        var text = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        return $"{text}.{System.Buffers.Text.Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
