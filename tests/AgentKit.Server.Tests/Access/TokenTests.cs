using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using AgentKit.Server.Access;
using AgentKit.Server.Settings;
using AgentKit.Server.Tests.Clients;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Tests;

namespace AgentKit.Server.Tests.Access;

[Trait("Speed", "Slow")]
public sealed class TokenTests : IAsyncLifetime
{
    private TokenIssuer issuer = null!;
    private RunningService service = null!;

    public async Task InitializeAsync()
    {
        issuer = await TokenIssuer.StartAsync();
        service = await StartAsync(new AccessSettings { OidcIssuer = new Uri(issuer.Issuer), ClockSkew = TimeSpan.FromSeconds(2) });
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_providers_token_lets_its_subject_in_with_the_highest_role()
    {
        var created = await With(issuer.Token()).PostAsync("/v1/clients", SampleClients.Complete);

        Assert.Equal((201, "ada"), (created.Status, created["created_by"]));
        Assert.Equal(403, (await With(issuer.Token()).ReadAsync("/v1/api-keys")).Status);
        Assert.Equal(200, (await With(issuer.Token(null, ("roles", new[] { "viewer", "admin" }))).ReadAsync("/v1/api-keys")).Status);
        Assert.Equal(404, (await With(issuer.Token(null, ("organization_id", "org-b"))).ReadAsync("/v1/clients/acme")).Status);
        Assert.Equal(200, (await With(issuer.Token(null, ("roles", "viewer"))).ReadAsync("/v1/clients/acme")).Status);
    }

    public static TheoryData<string> Bad => ["expired", "not yet", "no expiry", "audience", "issuer", "unknown key", "shared key", "none", "tampered", "no organisation", "two organisations", "odd organisation", "no subject", "no role", "empty", "text"];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_token_that_is_not_right_lets_nobody_in(string what)
    {
        var answer = await With(BadToken(what)).ReadAsync("/v1/clients");

        Assert.Equal((401, "unauthenticated"), (answer.Status, answer.Problem));
        Assert.NotEmpty(answer.Headers.WwwAuthenticate);
        Assert.Equal(1, await service["audit_log"].CountDocumentsAsync("{ organization_id: '-', subject: 'anonymous', action: 'sign_in.failed', resource_id: 'access_token' }"));
    }

    [Fact]
    public async Task While_the_provider_can_not_be_asked_for_its_keys_nobody_is_called_a_stranger()
    {
        await using var away = await StartAsync(new AccessSettings { OidcIssuer = new Uri($"http://127.0.0.1:{FreePort.Take()}") });
        var client = away.As(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token());

        Assert.Equal((503, "unavailable"), ((await client.ReadAsync("/v1/clients")).Status, (await client.ReadAsync("/v1/clients")).Problem));
        Assert.Equal(401, (await away.Client.ReadAsync("/v1/clients")).Status);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_asked_once_in_a_while_and_callers_are_told_when_to_come_again()
    {
        var time = new StoppedTime();
        issuer.IsAway = true;
        await using var waiting = await StartAsync(new AccessSettings { OidcIssuer = new Uri(issuer.Issuer) }, time);
        var client = waiting.As(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ReadAsync("/v1/clients")));
        var asked = issuer.Asked;
        issuer.IsAway = false;
        var early = await client.ReadAsync("/v1/clients");
        time.Now += ProviderBackchannel.Remembered;
        var later = await client.ReadAsync("/v1/clients");

        Assert.All(answers, x => Assert.Equal((503, "5"), (x.Status, x.Headers.GetValues("Retry-After").Single())));
        Assert.Equal((1, 503, 200), (asked, early.Status, later.Status));
        Assert.Equal(TimeSpan.FromSeconds(5), waiting.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme).BackchannelTimeout);
    }

    [Fact]
    public async Task Organisation_and_roles_are_read_from_the_claims_that_are_set()
    {
        var settings = new AccessSettings { OidcIssuer = new Uri(issuer.Issuer), OidcAudience = "other", OrganizationClaim = "org", RolesClaim = "realm_access.roles" };
        await using var other = await StartAsync(settings);
        var client = other.As(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(
            x => x.Audience = "other", ("organization_id", null), ("roles", null), ("org", "org-z"), ("realm_access", new Dictionary<string, object> { ["roles"] = new[] { "admin", "offline_access" } })));

        Assert.Equal(200, (await client.ReadAsync("/v1/api-keys")).Status);
    }

    [Fact]
    public async Task A_service_in_production_does_not_sign_its_own_tokens()
    {
        var settings = new ServiceSettings { Server = RunningService.Settings with { Environment = ServerSettings.Production } };

        var error = await Assert.ThrowsAsync<PipelineException>(() => RunningService.StartAsync(settings));

        Assert.Equal(("PIPE6007", 2), (error.Code.Id, error.ExitCode));
    }

    [Fact]
    public async Task Development_tokens_of_another_service_are_refused()
    {
        await using var one = await RunningService.StartAsync();
        await using var two = await RunningService.StartAsync();
        var client = two.As(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", one.Token(CallerRole.Admin));

        Assert.Equal(401, (await client.ReadAsync("/v1/clients")).Status);
    }

    [Fact]
    public void A_development_key_in_a_file_is_made_once_and_for_its_owner_alone()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "keys", "token-key.pem");

        using var first = DevelopmentTokens.Open(file, TimeProvider.System);
        var made = File.ReadAllText(file);
        using var second = DevelopmentTokens.Open(file, TimeProvider.System);

        Assert.Equal(made, File.ReadAllText(file));
        Assert.Equal(((ECDsaSecurityKey)first.Key).ECDsa.ExportSubjectPublicKeyInfo(), ((ECDsaSecurityKey)second.Key).ECDsa.ExportSubjectPublicKeyInfo());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    private static Task<RunningService> StartAsync(AccessSettings access, TimeProvider? time = null) =>
        RunningService.StartAsync(new ServiceSettings { Server = RunningService.Settings, Access = access }, x => x with { DevelopmentTokens = null }, time: time);

    private string BadToken(string what) => what switch
    {
        "expired" => issuer.Token(x => (x.NotBefore, x.Expires) = (DateTime.UtcNow.AddHours(-1), DateTime.UtcNow.AddSeconds(-10))),
        "not yet" => issuer.Token(x => x.NotBefore = DateTime.UtcNow.AddMinutes(2)),
        "no expiry" => issuer.Token(x => x.Expires = null),
        "audience" => issuer.Token(x => x.Audience = "someone-else"),
        "issuer" => issuer.Token(x => x.Issuer = "https://login.example.com"),
        "unknown key" => issuer.Token(x => x.SigningCredentials = new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256)),
        // Signed with the public key as if it were a shared one.
        "shared key" => issuer.Token(x => x.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(issuer.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256)),
        "none" => Unsigned(issuer.Token()),
        "tampered" => Tampered(issuer.Token()),
        "no organisation" => issuer.Token(null, ("organization_id", null)),
        "two organisations" => issuer.Token(null, ("organization_id", new[] { "org-a", "org-b" })),
        "odd organisation" => issuer.Token(null, ("organization_id", "{\"$ne\":1}")),
        "no subject" => issuer.Token(null, ("sub", null)),
        "no role" => issuer.Token(null, ("roles", new[] { "owner" })),
        "empty" => "x.y.z",
        _ => "not-a-token",
    };

    private static string Unsigned(string token) => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var claims = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])).Replace(RunningService.Organization, "org-b", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }

    private HttpClient With(string token)
    {
        var client = service.As(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private sealed class StoppedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
