using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentKit.Server.Tests.Platforms;

/// <summary>How a played platform treats a key.</summary>
public enum Play
{
    Accept,
    Unauthorized,
    Forbidden,
    Throttle,
    ThrottleUntilDate,
    ThrottleBriefly,
    Fail,
    FailOnce,
    Echo,
    Silence,
    SlowContent,
    Html,
    NoAccount,
    Array,
    Endless,
    Redirect,
    NotFound,
}

/// <summary>
/// TripleWhale, HubSpot and Klaviyo on one loopback port, below /triplewhale, /hubspot and /klaviyo, with the paths, headers and bodies that their published
/// API documents have. A key is refused unless a test says how it is treated.
/// </summary>
internal sealed class PlayedPlatforms : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Play> keys = new();
    private readonly ConcurrentQueue<string> asked = new();
    private readonly CancellationTokenSource stopping = new();

    private PlayedPlatforms()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(x => x.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/triplewhale/api/v2/users/api-keys/me", x => AnswerAsync(x, "x-api-key", "", """{"id":"key-1","scopes":["summary-page:read"]}""", """{"message":"Unauthorized"}"""));
        app.MapGet("/hubspot/account-info/v3/details", x => AnswerAsync(
            x,
            "Authorization",
            "Bearer ",
            """{"portalId":12345678,"accountType":"STANDARD","timeZone":"Europe/London","companyCurrency":"GBP","uiDomain":"app.hubspot.com","dataHostingLocation":"na1"}""",
            """{"status":"error","message":"Authentication credentials not found.","correlationId":"aeb5f871-7f07-4993-9211-075dc63e7cbf","category":"INVALID_AUTHENTICATION"}"""));
        app.MapGet("/klaviyo/api/accounts", x => AnswerAsync(
            x,
            "Authorization",
            "Klaviyo-API-Key ",
            """{"data":[{"type":"account","id":"AbC123","attributes":{"test_account":false,"timezone":"Europe/London"}}],"links":{"self":"https://a.klaviyo.com/api/accounts"}}""",
            """{"errors":[{"id":"e1","status":401,"code":"not_authenticated","title":"Authentication credentials were not provided.","detail":"Missing or invalid private key.","source":{"pointer":"/data/"}}]}"""));
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The keys that were sent, in order.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    public static async Task<PlayedPlatforms> StartAsync()
    {
        var played = new PlayedPlatforms();
        await played.app.StartAsync();
        return played;
    }

    public void Treat(string key, Play play) => keys[key] = play;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, string header, string scheme, string account, string refusal)
    {
        var sent = (string?)context.Request.Headers[header] ?? "";
        var key = sent.StartsWith(scheme, StringComparison.Ordinal) ? sent[scheme.Length..] : "";
        asked.Enqueue(key);
        // Klaviyo answers a request without a revision with 400.
        var play = context.Request.Path.StartsWithSegments("/klaviyo") && !context.Request.Headers.ContainsKey("revision") ? Play.NotFound : keys.GetValueOrDefault(key, Play.Unauthorized);
        switch (play)
        {
            case Play.Accept:
                await WriteAsync(context, 200, account);
                break;
            case Play.Unauthorized:
                await WriteAsync(context, 401, refusal);
                break;
            case Play.Forbidden:
                await WriteAsync(context, 403, refusal);
                break;
            case Play.Throttle:
                context.Response.Headers.RetryAfter = "37";
                await WriteAsync(context, 429, "{}");
                break;
            case Play.ThrottleUntilDate:
                context.Response.Headers.RetryAfter = DateTimeOffset.UtcNow.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture);
                await WriteAsync(context, 429, "{}");
                break;
            case Play.ThrottleBriefly:
                keys[key] = Play.Accept;
                context.Response.Headers.RetryAfter = "0";
                await WriteAsync(context, 429, "{}");
                break;
            case Play.Fail:
                await WriteAsync(context, 500, "<html>oops</html>");
                break;
            case Play.Echo:
                context.Response.Headers["X-Sent"] = Uri.EscapeDataString(sent);
                await WriteAsync(context, 500, $"can't serve {sent}");
                break;
            case Play.FailOnce:
                keys[key] = Play.Accept;
                await WriteAsync(context, 502, "");
                break;
            case Play.Silence:
                await HangAsync(context);
                break;
            case Play.SlowContent:
                await context.Response.WriteAsync("{\"portalId\":");
                await context.Response.Body.FlushAsync();
                await HangAsync(context);
                break;
            case Play.Html:
                await WriteAsync(context, 200, "<html>Welcome</html>");
                break;
            case Play.NoAccount:
                await WriteAsync(context, 200, """{"portalId":"abc","data":[{"id":7}]}""");
                break;
            case Play.Array:
                await WriteAsync(context, 200, "[]");
                break;
            case Play.Endless:
                await WriteAsync(context, 200, $$"""{"portalId":1,"x":"{{new string('x', 100_000)}}"}""");
                break;
            case Play.Redirect:
                context.Response.Redirect("/elsewhere");
                break;
            default:
                await WriteAsync(context, 404, "");
                break;
        }
    }

    private async Task HangAsync(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, context.RequestAborted);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}
