using System.Security.Cryptography;
using System.Text;
using AgentKit.Server.Json;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Idempotency;

/// <summary>
/// Carries a request with an <c>Idempotency-Key</c> out once: sent again, it gets the same answer. Only what succeeded is kept; a request that
/// was refused changed nothing, and is judged anew.
/// </summary>
internal sealed partial class IdempotencyFilter(ILogger<IdempotencyFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var header = http.Request.Headers[IdempotencyKey.Header];
        if (header.Count == 0)
            return await next(context);
        if (!IdempotencyKey.TryParse(header, out var key))
            return IdempotencyProblems.InvalidKey();

        var store = http.RequestServices.GetRequiredService<IdempotencyStore>();
        var hash = await HashAsync(http);
        var (record, isTaken) = await store.TakeAsync(key, hash, http.RequestAborted);
        if (!isTaken)
        {
            return record switch
            {
                null => IdempotencyProblems.InFlight(http),
                _ when record.RequestHash != hash => IdempotencyProblems.OtherRequest(),
                { Response: { } response } => new ReplayedResult(response),
                _ => IdempotencyProblems.InFlight(http),
            };
        }

        http.Features.Set(record);
        try
        {
            var result = await next(context);
            return new RecordedResult((IResult)result!, store, record!);
        }
        catch
        {
            // A database that is away also keeps the lock; it ends by itself.
            await ReleaseAsync(store, record!);
            throw;
        }
    }

    private static async Task<string> HashAsync(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path.Value}{http.Request.QueryString.Value}\n"));
        hash.AppendData((await RequestBytes.ReadAsync(http)).Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task ReleaseAsync(IdempotencyStore store, IdempotencyRecord record)
    {
        try
        {
            await store.ReleaseAsync(record, CancellationToken.None);
        }
        catch (MongoDB.Driver.MongoException error)
        {
            LogNotReleased(logger, error);
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "An idempotency key stays taken until its lock ends.")]
    private static partial void LogNotReleased(ILogger logger, Exception error);
}
