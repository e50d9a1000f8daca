using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pipeline.ObjectStorage.Tests.Servers;

/// <summary>A server that answers as a test says, and remembers what it was asked: for faults and features that no server to be had has.</summary>
internal sealed class ScriptedEndpoint(WebApplication application) : IAsyncDisposable
{
    public Uri Url { get; } = new(application.Urls.First());

    /// <summary>Method, path and query, and the condition.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<ScriptedEndpoint> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        ScriptedEndpoint? endpoint = null;
        application.Run(async context =>
        {
            endpoint!.Asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers.IfNoneMatch}".TrimEnd());
            await context.Request.Body.CopyToAsync(Stream.Null);
            await answer(context);
        });
        await application.StartAsync();
        return endpoint = new ScriptedEndpoint(application);
    }

    public static Task ErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
        if (context.Request.Method == "HEAD")
            return Task.CompletedTask;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>Said by the server.</Message></Error>");
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
