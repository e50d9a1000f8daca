using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>An HTTP server in this process, on a port of its own.</summary>
internal abstract class LocalServer : IDisposable
{
    private readonly WebApplication application;

    protected LocalServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        application = builder.Build();
        application.Run(RunAsync);
        application.StartAsync().GetAwaiter().GetResult();
        Host = new Uri(application.Urls.Single()).Authority;
    }

    public string Host { get; }

    /// <summary>What was asked, in order: <c>GET /v2/</c>.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The Authorization headers, in the same order; empty for none.</summary>
    public List<string> Authorizations { get; } = [];

    public virtual void Dispose() => application.DisposeAsync().AsTask().GetAwaiter().GetResult();

    protected abstract Task AnswerAsync(HttpContext context);

    protected static async Task WriteAsync(HttpResponse response, int status, string body = "", string contentType = "application/json")
    {
        response.StatusCode = status;
        if (status == StatusCodes.Status204NoContent)
            return;

        response.ContentType = contentType;
        var bytes = Encoding.UTF8.GetBytes(body);
        response.ContentLength = bytes.Length;
        if (response.HttpContext.Request.Method != "HEAD")
            await response.Body.WriteAsync(bytes);
    }

    private async Task RunAsync(HttpContext context)
    {
        lock (Requests)
        {
            Requests.Add($"{context.Request.Method} {context.Request.Target()}");
            Authorizations.Add(context.Request.Headers.Authorization.ToString());
        }

        try
        {
            await AnswerAsync(context);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or HttpRequestException)
        {
            context.Abort(); // The client went away, or was made to.
        }
    }
}

internal static class RequestTarget
{
    /// <summary>Path and query, as they came.</summary>
    public static string Target(this HttpRequest request) => request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
}
