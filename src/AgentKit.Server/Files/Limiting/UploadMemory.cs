using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Limiting;

/// <summary>
/// How much memory uploads may hold in this instance, whosever they are: each takes its share before its first byte is read. Shares are what an
/// upload holds at worst, so that the sum of them is what the instance must have beside what it needs at rest.
/// </summary>
internal sealed class UploadMemory : IDisposable
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>The server's buffer, the first bytes that are looked at, the last ones that are kept.</summary>
    private const long AtLeast = Mebibyte;

    /// <summary>Looking at what is stored: a parser's, a decompressor's, and an archive within an archive.</summary>
    private const long ToLook = 8 * Mebibyte;

    /// <summary>Buffers of one write to a store over the network: two parts on their way, and the next.</summary>
    private const int PartsAtOnce = 3;

    private static readonly long s_partBytes = new ObjectStoreOptions().PartBytes;

    private readonly ConcurrencyLimiter _shares;
    private readonly ObjectStoreKind _kind;
    private readonly int _all;

    public UploadMemory(FileSettings settings, IObjectStore store)
    {
        _kind = store.Location.Kind;
        _all = (int)Math.Clamp(settings.UploadMemoryBytes / Mebibyte, 1, int.MaxValue);
        _shares = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = _all });
    }

    /// <summary>What a request may hold, until the lease is disposed of. One that needs more than there is gets all.</summary>
    public RateLimitLease Reserve(HttpRequest request)
    {
        var hasBody = request.ContentLength is null or > 0 && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };
        return _shares.AttemptAcquire((int)Math.Min(_all, (Needed(_kind, hasBody ? request.ContentLength : 0) + Mebibyte - 1) / Mebibyte));
    }

    /// <param name="kind">Where the bytes go.</param>
    /// <param name="lengthBytes">How many come; null where that isn't known, 0 where what is stored already is looked at.</param>
    public static long Needed(ObjectStoreKind kind, long? lengthBytes)
    {
        if (lengthBytes == 0)
            return ToLook;
        if (kind == ObjectStoreKind.LocalDisk)
            return AtLeast;
        var part = Math.Max(s_partBytes, (lengthBytes ?? 0) / MultipartLimits.MaxParts);
        return AtLeast + Math.Min(PartsAtOnce * part, lengthBytes ?? long.MaxValue);
    }

    public void Dispose() => _shares.Dispose();
}
