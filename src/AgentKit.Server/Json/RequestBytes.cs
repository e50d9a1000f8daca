using AgentKit.Server.Hosting;
using AgentKit.Server.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace AgentKit.Server.Json;

/// <summary>A request's whole body, read once: for JSON, which is small. Files are never read this way.</summary>
internal static class RequestBytes
{
    private const int BufferBytes = 16 * 1024;

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<Content>() is { } read)
            return read.Bytes;

        var content = new Content(await ReadAsync(context, LimitOf(context)));
        context.Features.Set(content);
        return content.Bytes;
    }

    /// <summary>The server's limit, held here: what the server itself refuses can't be read on, and its sender may not see the refusal.</summary>
    private static long LimitOf(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { MaxRequestBodySize: { } limit } size)
            return long.MaxValue;
        if (context.Request.ContentLength is null && !size.IsReadOnly)
            size.MaxRequestBodySize = limit + RefusedBodies.MaxBytes;
        return limit;
    }

    /// <summary>The server's rate limit bounds how long it may take (408).</summary>
    private static async Task<byte[]> ReadAsync(HttpContext context, long limit)
    {
        if (context.Request.ContentLength > limit)
            throw TooLarge();
        using var content = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is var read and > 0)
        {
            if (content.Length + read > limit)
                throw TooLarge();
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static ProblemException TooLarge() => new(StatusProblems.Of(StatusCodes.Status413PayloadTooLarge));

    private sealed record Content(ReadOnlyMemory<byte> Bytes);
}
