using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Secrets.Tests.Aws;

/// <summary>
/// AWS Secrets Manager as its API reference describes it (docs.aws.amazon.com/secretsmanager/latest/apireference), as far as clients of this
/// library see it. Every request's signature is recomputed from what was received.
/// </summary>
internal sealed class FakeSecretsManager : IAsyncDisposable
{
    public const string Region = "eu-central-1";
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/canary-secret-access-key";

    private readonly Lock _lock = new();
    private LocalServer _server = null!;

    public FakeSecrets Secrets { get; } = new();

    public ManualTime Time { get; } = new();

    /// <summary>The session token that requests must have; null for none.</summary>
    public string? SessionToken { get; set; }

    /// <summary>Answers this many requests with an expired token.</summary>
    public int ExpiredTokens { get; set; }

    public List<string> Actions { get; } = [];

    /// <summary>Actions that happen, and whose answer gets lost once.</summary>
    public HashSet<string> LostAnswers { get; } = [];

    public Uri Address => _server.Address;

    public static async Task<FakeSecretsManager> StartAsync()
    {
        var manager = new FakeSecretsManager();
        manager._server = await LocalServer.StartAsync(manager.AnswerAsync);
        return manager;
    }

    public void Fail(params Fault[] faults) => _server.Fail(faults);

    public int FaultsServed => _server.FaultsServed;

    public static Fault Error(string type, string message = "no reason", int status = 400) => new() { Status = status, Body = new JsonObject { ["__type"] = type, ["Message"] = message }.ToJsonString() };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        string action;
        JsonObject answer;
        lock (_lock)
        {
            action = context.Request.Headers["X-Amz-Target"].ToString();
            action = action[(action.IndexOf('.', StringComparison.Ordinal) + 1)..];
            Actions.Add(action);
            answer = Answer(context.Request, action, body.ToArray());
        }

        if (LostAnswers.Remove(action))
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.ContainsKey("__type") ? 400 : 200;
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private JsonObject Answer(HttpRequest request, string action, byte[] body)
    {
        if (request.Method != "POST" || request.Path != "/" || request.ContentType != "application/x-amz-json-1.1" || !request.Headers["X-Amz-Target"].ToString().StartsWith("secretsmanager.", StringComparison.Ordinal))
            return FakeSecrets.Error("UnknownOperationException", "not a request of this API");
        if (ExpiredTokens-- > 0)
            return FakeSecrets.Error("ExpiredTokenException", "The security token included in the request is expired");
        if (request.Headers["X-Amz-Security-Token"].FirstOrDefault() != SessionToken)
            return FakeSecrets.Error("UnrecognizedClientException", "The security token included in the request is invalid");
        var signed = DateTimeOffset.ParseExact(request.Headers["X-Amz-Date"].ToString(), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((signed - Time.GetUtcNow()).Duration() > TimeSpan.FromMinutes(5))
            return FakeSecrets.Error("InvalidSignatureException", "Signature expired");
        if (!SignatureCheck.Holds(request, body, AccessKey, SecretKey, Region))
            return FakeSecrets.Error("InvalidSignatureException", "The request signature we calculated does not match the signature you provided.");
        return Secrets.Answer(action, (JsonObject)JsonNode.Parse(body)!, Time.GetUtcNow());
    }
}
