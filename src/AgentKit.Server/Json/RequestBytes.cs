using AgentKit.Server.Problems;

namespace AgentKit.Server.Json;

/// <summary>A request's whole body, read once: for JSON, which is small. Files are never read this way.</summary>
internal static class RequestBytes
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<Content>() is { } read)
            return read.Bytes;

        // The server's own limit on a body bounds this (413), and its rate limit how long it may take (408).
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var content = new Content(buffer.ToArray());
        context.Features.Set(content);
        return content.Bytes;
    }

    private sealed record Content(ReadOnlyMemory<byte> Bytes);
}
