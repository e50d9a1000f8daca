using AgentKit.Server.Database;
using MongoDB.Driver;
using Pipeline.ObjectStorage;
using Pipeline.Secrets;

namespace AgentKit.Server.Problems;

/// <summary>
/// Makes a problem of everything that goes wrong: exceptions, and statuses that were set without a body. Only what is our own fault is logged
/// as an error, and none of it reaches the caller.
/// </summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private const string RetryAfterSeconds = "5";

    public async Task InvokeAsync(HttpContext context)
    {
        IResult? problem = null;
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                problem = StatusProblems.Of(context.Response.StatusCode);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more; the status is for the log.
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            problem = For(error, context);
        }

        if (problem is not null)
            await problem.ExecuteAsync(context);
    }

    private IResult For(Exception error, HttpContext context)
    {
        switch (error)
        {
            case ProblemException refused:
                return refused.Problem;
            // What the server itself refuses (too large, too slow, malformed) keeps its status.
            case BadHttpRequestException refused:
                return StatusProblems.Of(refused.StatusCode);
            case FormatException { InnerException: UnknownValueException } or UnknownValueException:
            case MongoConnectionException or TimeoutException or MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoExecutionTimeoutException
                or ObjectStoreException { IsTransient: true } or SecretStoreException { IsTransient: true }:
                LogUnavailable(logger, error);
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                return StatusProblems.Of(StatusCodes.Status503ServiceUnavailable);
            default:
                LogBug(logger, error);
                return StatusProblems.Of(StatusCodes.Status500InternalServerError);
        }
    }

    [LoggerMessage(20, LogLevel.Error, "A request failed.")]
    private static partial void LogBug(ILogger logger, Exception error);

    [LoggerMessage(21, LogLevel.Warning, "A request failed because something that it needs is away.")]
    private static partial void LogUnavailable(ILogger logger, Exception error);
}
