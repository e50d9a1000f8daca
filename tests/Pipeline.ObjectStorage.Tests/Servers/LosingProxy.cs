using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pipeline.ObjectStorage.Tests.Servers;

/// <summary>Stands between a client and a real server, request by request, remembers the requests, and loses one of them or its answer.</summary>
internal sealed class LosingProxy : IAsyncDisposable
{
    // What a connection says of itself isn't passed on.
    private static readonly string[] s_ownHeaders = ["Connection", "Host", "Keep-Alive", "Transfer-Encoding"];

    private readonly HttpClient _server = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly WebApplication _application;

    private LosingProxy(WebApplication application) => _application = application;

    public Uri Url => new(_application.Urls.First());

    /// <summary>What was asked, in its order; repeats too.</summary>
    public ConcurrentQueue<ProxiedRequest> Asked { get; } = new();

    /// <summary>What becomes of a request's body on the way.</summary>
    public Func<ProxiedRequest, byte[], byte[]> Body { get; set; } = static (_, body) => body;

    /// <summary>Called before a request is passed on; false: it is lost.</summary>
    public Func<ProxiedRequest, Task<bool>> Asking { get; set; } = static _ => Task.FromResult(true);

    /// <summary>Whether an answer comes; else the connection breaks, though the server has done what it was asked.</summary>
    public Func<ProxiedRequest, bool> Answering { get; set; } = static _ => true;

    public static async Task<LosingProxy> StartAsync(Uri server)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        var proxy = new LosingProxy(application);
        application.Run(context => proxy.PassAsync(context, server));
        await application.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _server.Dispose();
    }

    private async Task PassAsync(HttpContext context, Uri server)
    {
        var asked = ProxiedRequest.Of(context.Request);
        Asked.Enqueue(asked);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (!await Asking(asked))
        {
            context.Abort();
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri(server, asked.Target)) { Content = new ByteArrayContent(Body(asked, body.ToArray())) };
        foreach (var (name, values) in asked.Headers.Where(x => !s_ownHeaders.Contains(x.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        using var answer = await _server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        if (!Answering(asked))
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(x => !s_ownHeaders.Contains(x.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.ToArray();
        if (asked.Method != "HEAD")
            await answer.Content.CopyToAsync(context.Response.Body);
    }
}
