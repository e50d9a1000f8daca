using System.Globalization;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Json;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Files;

/// <summary>What can be wrong with requests about files.</summary>
internal static class FileProblems
{
    public static ProblemException Refused(Refusal refusal) => new(Of(refusal));

    public static IResult Of(Refusal refusal) => Problem.Of(refusal.StatusCode, refusal.Slug, refusal.Title, refusal.Detail);

    public static IResult Unavailable(StoredFile file) => Problem.Of(
        StatusCodes.Status409Conflict,
        "file-not-available",
        "The file can't be downloaded",
        file.Status == FileStatus.Rejected ? "It was found to be harmful or wrong, and its content is deleted." : "It is in quarantine until it is checked. Ask for the file again until its status is available.",
        new KeyValuePair<string, object?>("file_status", SnakeCase.Of(file.Status ?? FileStatus.Available)));

    public static IResult Incomplete(string detail, IReadOnlyList<int>? missing = null) => missing is null
        ? Problem.Of(StatusCodes.Status409Conflict, "upload-incomplete", "The upload isn't complete", detail)
        : Problem.Of(StatusCodes.Status409Conflict, "upload-incomplete", "The upload isn't complete", detail, new KeyValuePair<string, object?>("missing_parts", missing));

    public static IResult Busy() => Problem.Of(StatusCodes.Status409Conflict, "upload-busy", "The upload is being completed", "Another request completes it. Ask for the file, whose id is the upload's.");

    /// <summary>RFC 6585: too many requests; RFC 9110, 10.2.3: when to come again, in seconds.</summary>
    public static IResult TooMany(HttpContext context, TimeSpan retryAfter)
    {
        var seconds = ComeAgain(context, retryAfter);
        return Problem.Of(StatusCodes.Status429TooManyRequests, "too-many-uploads", "Too many uploads", $"Your organization, or you, began too many uploads. Try again in {seconds} seconds.", new KeyValuePair<string, object?>("retry_after_seconds", seconds));
    }

    /// <summary>This instance has no memory for one more, whosever it is; another may have.</summary>
    public static IResult Full(HttpContext context, TimeSpan retryAfter)
    {
        var seconds = ComeAgain(context, retryAfter);
        return Problem.Of(StatusCodes.Status503ServiceUnavailable, "uploads-full", "No more uploads at once", $"Others are on their way. Try again in {seconds} seconds, or send to the object store itself.", new KeyValuePair<string, object?>("retry_after_seconds", seconds));
    }

    public static IResult LengthRequired() => Problem.Of(StatusCodes.Status411LengthRequired, "length-required", "The size must be announced", "Send the part with a Content-Length.");

    public static IResult NotAnId() => Problem.NotFound("file");

    private static int ComeAgain(HttpContext context, TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }
}
