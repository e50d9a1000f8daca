using AgentKit.Server.Problems;

namespace AgentKit.Server.Idempotency;

/// <summary>Why a request with an idempotency key isn't carried out.</summary>
internal static class IdempotencyProblems
{
    public static IResult InvalidKey() => Problem.Of(
        StatusCodes.Status400BadRequest, "invalid-idempotency-key", "The idempotency key can't be used", $"Send one Idempotency-Key of 1 to {IdempotencyKey.MaxLength} printable ASCII characters without spaces, such as a UUID.");

    public static IResult OtherRequest() => Problem.Of(
        StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", "The idempotency key was used for another request", "A key stands for one request: the same address and the same body, byte for byte. Take a new one for this.");

    public static IResult InFlight(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problem.Of(StatusCodes.Status409Conflict, "request-in-flight", "The same request is being carried out", "Send it again in a second for its answer.");
    }

    public static IResult NotTaken() => Problem.Of(
        StatusCodes.Status400BadRequest, "idempotency-key-not-taken", "This request can't be repeated by its key", "Its answer holds a secret that isn't kept anywhere. Send it without Idempotency-Key; if the answer is lost, revoke what it made.");
}
