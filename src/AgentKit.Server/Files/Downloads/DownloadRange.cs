using Microsoft.Net.Http.Headers;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Downloads;

/// <summary>Which part of a file a request asks for (RFC 9110, 14). Several ranges at once are answered with the whole, as the RFC allows.</summary>
internal readonly record struct DownloadRange(bool IsSatisfiable, ByteRange? Range)
{
    private static readonly DownloadRange s_whole = new(true, null);

    public static DownloadRange Of(HttpRequest request, string etag, long lengthBytes)
    {
        if (request.Headers.Range.Count == 0 || !RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var header) || header.Unit != "bytes" || header.Ranges.Count != 1)
            return s_whole;
        // The part belongs to what the client has already; if that changed, it gets all of the new.
        if (request.Headers.IfRange.Count > 0 && request.Headers.IfRange.ToString() != etag)
            return s_whole;

        var range = header.Ranges.Single();
        if (range.From is not { } from)
            return range.To is 0 or null ? new(false, null) : new(true, new ByteRange(Math.Max(0, lengthBytes - range.To.Value), lengthBytes - 1));
        return from >= lengthBytes ? new(false, null) : new(true, new ByteRange(from, Math.Min(range.To ?? long.MaxValue, lengthBytes - 1)));
    }
}
