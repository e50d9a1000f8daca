using MongoDB.Bson;

namespace AgentKit.Server.Idempotency;

/// <summary>Makes endpoints idempotent by key.</summary>
internal static class IdempotencyEndpoints
{
    /// <summary>For a POST with a JSON body, whose handler returns an <see cref="IResult"/> and makes the new document's id by <see cref="NewDocumentId"/>.</summary>
    public static RouteHandlerBuilder WithIdempotency(this RouteHandlerBuilder builder) =>
        builder.AddEndpointFilter<IdempotencyFilter>().WithMetadata(new IdempotentEndpoint());

    /// <summary>For a POST whose answer must not be kept: a key is refused rather than passed over.</summary>
    public static RouteHandlerBuilder RefuseIdempotencyKey(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(static async (context, next) =>
        context.HttpContext.Request.Headers.ContainsKey(IdempotencyKey.Header) ? IdempotencyProblems.NotTaken() : await next(context));

    /// <summary>
    /// The <c>_id</c> for what this request creates: the same when the request is carried out again by its key after a process died, so that
    /// inserting fails on what is there already.
    /// </summary>
    public static ObjectId NewDocumentId(this HttpContext context) => context.Features.Get<IdempotencyRecord>()?.Id ?? ObjectId.GenerateNewId();

    /// <summary>The id of a request with a key, the same when it is carried out again; null for a request without.</summary>
    public static ObjectId? RequestId(this HttpContext context) => context.Features.Get<IdempotencyRecord>()?.Id;
}
