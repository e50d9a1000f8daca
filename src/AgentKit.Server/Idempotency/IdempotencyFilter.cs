using System.Security.Cryptography;
using System.Text;
using AgentKit.Server.Json;

namespace AgentKit.Server.Idempotency;

/// <summary>
/// Carries a request with an <c>Idempotency-Key</c> out once: sent again, it gets the same answer. Only what succeeded is kept; a request that
/// was refused changed nothing, and is judged anew.
/// </summary>
internal sealed class IdempotencyFilter(ILogger<IdempotencyFilter> logger) : IEndpointFilter
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
        var taken = new TakenKey(store, record!, logger);
        try
        {
            var result = await next(context);
            return new RecordedResult((IResult)result!, taken);
        }
        catch (Exception error)
        {
            await taken.FailedAsync(error);
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
}
