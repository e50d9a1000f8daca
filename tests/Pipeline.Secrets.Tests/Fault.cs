using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Secrets.Tests;

/// <summary>What a server answers instead of what was asked.</summary>
internal sealed record Fault
{
    public int Status { get; init; } = 200;

    public string Body { get; init; } = "";

    public int? RetryAfterSeconds { get; init; }

    public string PathPart { get; init; } = "";

    /// <summary>Doesn't answer.</summary>
    public bool Hangs { get; init; }

    /// <summary>Says that the body is longer than it is, and hangs up.</summary>
    public bool IsCutOff { get; init; }

    public async Task AnswerAsync(HttpContext context, CancellationToken stopping)
    {
        if (Hangs)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await Task.Delay(Timeout.Infinite, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = Status;
        if (RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        if (IsCutOff)
        {
            context.Response.ContentLength = Body.Length + 100;
            await context.Response.WriteAsync(Body, CancellationToken.None);
            await context.Response.Body.FlushAsync(CancellationToken.None);
            context.Abort();
            return;
        }

        await context.Response.WriteAsync(Body, CancellationToken.None);
    }
}
