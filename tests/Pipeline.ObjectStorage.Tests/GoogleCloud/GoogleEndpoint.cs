using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pipeline.ObjectStorage.Tests.GoogleCloud;

/// <summary>
/// Plays the part of Google's endpoint that its documentation adds to S3's: one kind of headers in a request, generation preconditions, and GOOG4
/// signatures, which it checks by itself. A fake: it proves that we keep to the documents, not that Google does.
/// </summary>
internal sealed class GoogleEndpoint(WebApplication application) : IAsyncDisposable
{
    public const string AccessKey = "GOOG1EXAMPLE";
    public const string Secret = "secret-of-the-hmac-key";

    public Uri Url { get; } = new(application.Urls.First());

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    public ConcurrentQueue<string> Seen { get; } = new();

    public static async Task<GoogleEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        GoogleEndpoint? endpoint = null;
        application.Run(context => endpoint!.AnswerAsync(context));
        await application.StartAsync();
        return endpoint = new GoogleEndpoint(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value!;
        string[] names = [.. request.Headers.Keys.Select(x => x.ToLowerInvariant())];
        Seen.Enqueue($"{request.Method} {path} {string.Join(' ', names.Where(x => x.StartsWith("x-", StringComparison.Ordinal)).Order(StringComparer.Ordinal))}");
        if (names.Any(x => x.StartsWith("x-amz-", StringComparison.Ordinal)) && names.Any(x => x.StartsWith("x-goog-", StringComparison.Ordinal)))
        {
            await RefuseAsync(response, 400, "ExcessHeaderValues");
            return;
        }

        if (request.Headers.Authorization.ToString().StartsWith("GOOG4-HMAC-SHA256 ", StringComparison.Ordinal) && !IsSigned(context))
        {
            await RefuseAsync(response, 403, "SignatureDoesNotMatch");
            return;
        }

        if (request.Method == "HEAD" || request.Method == "GET")
        {
            response.StatusCode = Objects.TryGetValue(path, out var found) ? 200 : 404;
            response.ContentLength = found?.Length;
            return;
        }

        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var source = request.Headers["x-goog-copy-source"].ToString();
        var content = source.Length > 0 ? Objects[Uri.UnescapeDataString(source.StartsWith('/') ? source : "/" + source)] : body.ToArray();
        if (request.Headers["x-goog-if-generation-match"] != "0")
            Objects[path] = content;
        else if (!Objects.TryAdd(path, content))
            await RefuseAsync(response, 412, "PreconditionFailed");
        if (response.StatusCode == 200 && source.Length > 0)
            await response.WriteAsync("<CopyObjectResult><LastModified>2026-11-23T08:00:00.000Z</LastModified><ETag>\"tag\"</ETag></CopyObjectResult>");
        else
            response.Headers.ETag = "\"tag\"";
    }

    private static async Task RefuseAsync(HttpResponse response, int status, string code)
    {
        response.StatusCode = status;
        await response.WriteAsync($"<Error><Code>{code}</Code><Message>Refused.</Message></Error>");
    }

    // By the documents' steps, not by the code under test.
    private static bool IsSigned(HttpContext context)
    {
        var request = context.Request;
        var fields = request.Headers.Authorization.ToString()["GOOG4-HMAC-SHA256 ".Length..].Split(", ").ToDictionary(x => x.Split('=')[0], x => x[(x.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        var credential = fields["Credential"].Split('/');
        var signedNames = fields["SignedHeaders"].Split(';');
        var canonical = new StringBuilder().Append(request.Method).Append('\n').Append(new Uri($"http://host{context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}").AbsolutePath).Append('\n').Append(request.QueryString.Value?.TrimStart('?')).Append('\n');
        foreach (var name in signedNames)
            canonical.Append(name).Append(':').Append(request.Headers[name].ToString().Trim()).Append('\n');
        canonical.Append('\n').Append(fields["SignedHeaders"]).Append('\n').Append(request.Headers["x-goog-content-sha256"].ToString());
        var scope = string.Join('/', credential[1..]);
        var text = $"GOOG4-HMAC-SHA256\n{request.Headers["x-goog-date"]}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))}";
        var day = HMACSHA256.HashData(Encoding.UTF8.GetBytes("GOOG4" + Secret), Encoding.UTF8.GetBytes(credential[1]));
        var region = HMACSHA256.HashData(day, Encoding.UTF8.GetBytes(credential[2]));
        var service = HMACSHA256.HashData(region, "storage"u8);
        var key = HMACSHA256.HashData(service, "goog4_request"u8);
        string[] must = ["host", "x-goog-date", "x-goog-content-sha256", "x-goog-if-generation-match"];
        return credential is [AccessKey, _, _, "storage", "goog4_request"]
            && must.All(signedNames.Contains)
            && fields["Signature"] == Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
