using System.Net;
using System.Text;

namespace Pipeline.Tests;

/// <summary>An HTTP server of this machine whose answers a test writes: each call goes to the handler, one after the other, until the server is disposed.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<HttpListenerContext, Task> _handler;
    private readonly Task _serving;

    public LoopbackServer(Func<HttpListenerContext, Task> handler)
    {
        _handler = handler;
        (_listener, Address) = Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens, with a slash at its end.</summary>
    public Uri Address { get; }

    /// <summary>Answers a call with a text and ends it.</summary>
    public static async Task AnswerAsync(HttpListenerContext call, int status, string body, string? type = null)
    {
        call.Response.StatusCode = status;
        if (type is not null)
            call.Response.ContentType = type;
        await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        call.Response.Close();
    }

    public static async Task<string> BodyAsync(HttpListenerContext call)
    {
        using var reader = new StreamReader(call.Request.InputStream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(10));
    }

    private static (HttpListener Listener, Uri Address) Start()
    {
        // A port that was free a moment ago may be taken; then another is tried.
        for (var attempt = 1; ; attempt++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
            var listener = new HttpListener();
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or InvalidOperationException)
            {
                return; // Disposed (ObjectDisposedException is an InvalidOperationException), before this call or during it.
            }

            try
            {
                await _handler(call);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                // The one who asked has gone, or the test is over.
            }
        }
    }
}
