using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Pipeline.Secrets.Tests.Vault;

/// <summary>
/// Vault as its HTTP API documents describe it (developer.hashicorp.com/vault/api-docs), as far as clients of this library see it: tokens with
/// a time and a longest life, AppRole and Kubernetes logins, namespaces, sealing, and a KV engine of version 2.
/// </summary>
internal sealed class FakeVault : IAsyncDisposable
{
    public const string RoleId = "role-of-agentkit";
    public const string SecretId = "canary-secret-id";
    public const string ServiceAccountToken = "canary-service-account-token";
    public const string KubernetesRole = "agentkit";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Token> _tokens = [];
    private LocalServer _server = null!;
    private int _nextToken;

    public FakeKv Kv { get; } = new();

    public ManualTime Time { get; } = new();

    public string Mount { get; init; } = "secret";

    public string? Namespace { get; init; }

    /// <summary>Where logins are, if not in <see cref="Namespace"/>.</summary>
    public string? AuthNamespace { get; init; }

    public bool IsLoginInRoot { get; init; }

    public bool IsSealed { get; set; }

    /// <summary>How long a token lives without renewal, and in all.</summary>
    public TimeSpan TokenTime { get; set; } = TimeSpan.FromHours(1);

    public TimeSpan LongestLife { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Paths that no policy allows.</summary>
    public HashSet<string> Forbidden { get; } = [];

    /// <summary>Writes happen, and their answers get lost.</summary>
    public bool LosesAnswersToWrites { get; set; }

    public int Logins { get; private set; }

    public int Renewals { get; private set; }

    public List<string> Requests { get; } = [];

    public Uri Address => _server.Address;

    public static async Task<FakeVault> StartAsync(FakeVault? vault = null, Action<ListenOptions>? listen = null)
    {
        vault ??= new FakeVault();
        vault._server = await LocalServer.StartAsync(vault.AnswerAsync, listen);
        return vault;
    }

    public void Fail(params Fault[] faults) => _server.Fail(faults);

    public int FaultsServed => _server.FaultsServed;

    public string NewToken(bool isRoot = false, bool isRenewable = true)
    {
        lock (_lock)
        {
            var text = $"hvs.canary-token-{++_nextToken}";
            var now = Time.GetUtcNow();
            _tokens[text] = isRoot ? new Token(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, false) : new Token(now + TokenTime, now + LongestLife, isRenewable);
            return text;
        }
    }

    public void RevokeTokens()
    {
        lock (_lock)
            _tokens.Clear();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        (int Status, JsonNode? Json) answer;
        lock (_lock)
        {
            Requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            answer = Answer(context.Request, body);
        }

        if (LosesAnswersToWrites && context.Request.Method == "POST")
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        if (answer.Json is null)
            return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Json.ToJsonString());
    }

    private (int, JsonNode?) Answer(HttpRequest request, string body)
    {
        if (IsSealed)
            return Errors(503, "Vault is sealed");
        if (request.Headers["X-Vault-Request"] != "true")
            return Errors(412, "missing X-Vault-Request header");
        var path = request.Path.Value!["/v1/".Length..];
        if (request.Headers["X-Vault-Namespace"].FirstOrDefault() != (path.StartsWith("auth/", StringComparison.Ordinal) ? AuthNamespace ?? (IsLoginInRoot ? null : Namespace) : Namespace))
            return Errors(404, "no handler for route: namespace not found");
        var json = body.Length == 0 ? null : JsonNode.Parse(body);
        if (path is "auth/approle/login")
            return (string?)json?["role_id"] == RoleId && (string?)json?["secret_id"] == SecretId ? Login() : Errors(400, $"invalid role or secret ID {json?["secret_id"]}");
        if (path is "auth/kubernetes/login")
            return (string?)json?["role"] == KubernetesRole && (string?)json?["jwt"] == ServiceAccountToken ? Login() : Errors(403, "permission denied");

        var text = request.Headers["X-Vault-Token"].FirstOrDefault() ?? "";
        if (!_tokens.TryGetValue(text, out var token) || token.Expires <= Time.GetUtcNow() || Forbidden.Contains(path))
            return Errors(403, "permission denied");
        if (path is "auth/token/lookup-self")
            return (200, new JsonObject { ["data"] = new JsonObject { ["ttl"] = token.Seconds(Time), ["renewable"] = token.IsRenewable, ["id"] = text } });
        if (path is "auth/token/renew-self")
            return Renew(text, token);
        return path.StartsWith(Mount + "/", StringComparison.Ordinal)
            ? Kv.Answer(request.Method, path[(Mount.Length + 1)..], request.Query, json, Time.GetUtcNow())
            : Errors(404, $"no handler for route \"{path}\". route entry not found.");
    }

    private (int, JsonNode?) Login()
    {
        Logins++;
        var text = NewToken();
        return (200, new JsonObject { ["auth"] = new JsonObject { ["client_token"] = text, ["lease_duration"] = _tokens[text].Seconds(Time), ["renewable"] = true } });
    }

    // A renewal never goes beyond the longest life; what is left of it is granted.
    private (int, JsonNode?) Renew(string text, Token token)
    {
        if (!token.IsRenewable)
            return Errors(400, "lease is not renewable");
        Renewals++;
        var until = Time.GetUtcNow() + TokenTime;
        token = _tokens[text] = token with { Expires = until < token.EndOfLife ? until : token.EndOfLife };
        return (200, new JsonObject { ["auth"] = new JsonObject { ["client_token"] = text, ["lease_duration"] = token.Seconds(Time), ["renewable"] = true } });
    }

    internal static (int, JsonNode?) Errors(int status, params string[] errors) => (status, new JsonObject { ["errors"] = JsonSerializer.SerializeToNode(errors) });

    private sealed record Token(DateTimeOffset Expires, DateTimeOffset EndOfLife, bool IsRenewable)
    {
        public long Seconds(TimeProvider time) => Expires == DateTimeOffset.MaxValue ? 0 : (long)(Expires - time.GetUtcNow()).TotalSeconds;
    }
}
