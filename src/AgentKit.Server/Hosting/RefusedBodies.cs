using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AgentKit.Server.Hosting;

/// <summary>
/// Reads on after a refusal, for a while, and throws away what comes. Clients that send their whole body before they read the answer (most do) would
/// otherwise meet a closed connection and a reset, which takes the answer with it (RFC 9112, 9.6). The answer is sent first: who reads it can stop.
/// </summary>
internal static class RefusedBodies
{
    /// <summary>The most that is read and thrown away: endpoints that refuse a body for its size let this much more pass the server's own limit.</summary>
    public const long MaxBytes = 256 * 1024 * 1024;

    private const int BufferBytes = 64 * 1024;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    public static void UseRefusedBodies(this IApplicationBuilder app)
    {
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            await next(context);
            // HTTP/2 ends one stream without the others.
            if (context.Response.StatusCode < 400 || context.RequestAborted.IsCancellationRequested || !HttpProtocol.IsHttp11(context.Request.Protocol)
                || context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
                return;

            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = null;
            await context.Response.CompleteAsync();
            await ThrowAwayAsync(context, time);
        });
    }

    private static async Task ThrowAwayAsync(HttpContext context, TimeProvider time)
    {
        using var bound = new CancellationTokenSource(s_longest, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, context.RequestAborted);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var left = MaxBytes;
            while (left > 0 && await context.Request.Body.ReadAsync(buffer, ended.Token) is var read and > 0)
                left -= read;
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The sender has stopped, is too slow, or breaks HTTP: the server ends the connection.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
