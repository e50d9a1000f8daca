using AgentKit.Server.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace AgentKit.Server.Files.Endpoints;

/// <summary>What the server enforces of a body while it arrives: its size, and how slow it may be.</summary>
internal static class BodyLimits
{
    /// <summary>Room for what stands around a file in a form.</summary>
    public const long Envelope = 64 * 1024;

    /// <summary>The file is held to its exact limit by <see cref="Receiving.ReceivedStream"/>; the server's own is higher, so that what follows a refusal can be read on.</summary>
    public static void Apply(HttpContext context, long maxBytes, FileSettings settings)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBytes + Envelope + RefusedBodies.MaxBytes;
        // On HTTP/2 the rate is the connection's, which the server's own settings hold.
        if (HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = new MinDataRate(settings.MinBytesPerSecond, settings.SlowGrace);
    }
}
