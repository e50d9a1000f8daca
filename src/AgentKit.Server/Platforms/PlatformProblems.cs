using AgentKit.Server.Platforms.Checking;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Platforms;

/// <summary>Why a platform isn't connected.</summary>
internal static class PlatformProblems
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(30);

    public static IResult Unknown() =>
        Problem.Of(StatusCodes.Status404NotFound, "unknown-platform", "There is no such platform", "It must be triplewhale, hubspot or klaviyo.");

    public static IResult Busy(TimeSpan after) =>
        Later(after, Problem.Of(StatusCodes.Status409Conflict, "platform-busy", "The connection is being changed", "Another request stores or deletes its credential right now. Try again in a moment."));

    public static IResult NoCredential() =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, "credential-missing", "There is no credential to verify", "None was accepted so far, or it is gone from the secret store. Connect the platform with a new one.");

    public static IResult NotStored() =>
        Problem.Of(StatusCodes.Status501NotImplemented, "secrets-read-only", "Platforms can't be connected here", "This installation's secret store can only be read. Its administrator must configure one that can be written.");

    /// <summary>For every answer but <see cref="PlatformOutcome.Accepted"/>.</summary>
    public static IResult Of(Platform platform, PlatformAnswer answer)
    {
        var name = Name(platform);
        return answer.Outcome switch
        {
            PlatformOutcome.Rejected => Problem.Of(StatusCodes.Status422UnprocessableEntity, "platform-rejected", "The platform refuses the credential", $"{name} says that it isn't valid: it was revoked, has expired, or isn't complete. Make a new one there."),
            PlatformOutcome.Forbidden => Problem.Of(StatusCodes.Status422UnprocessableEntity, "platform-rejected", "The platform refuses the credential", $"{name} says that it may not read the account. Give it that right there{Right(platform)}."),
            PlatformOutcome.Throttled => Later(answer.RetryAfter ?? DefaultRetryAfter, Problem.Of(StatusCodes.Status503ServiceUnavailable, "platform-throttled", "The platform takes no more requests for now", $"{name} limits how often it is asked with this credential. Try again when Retry-After says.")),
            PlatformOutcome.Unavailable => Later(answer.RetryAfter ?? DefaultRetryAfter, Problem.Of(StatusCodes.Status503ServiceUnavailable, "platform-unavailable", "The platform doesn't answer", $"{name} gave no usable answer in time, so nothing is known of the credential. Try again when Retry-After says.")),
            _ => Problem.Of(StatusCodes.Status502BadGateway, "platform-unexpected", "The platform's answer can't be understood", $"{name} answered otherwise than its documentation says. It was logged with this trace id."),
        };
    }

    private static string Name(Platform platform) => platform switch
    {
        Platform.Triplewhale => "TripleWhale",
        Platform.Hubspot => "HubSpot",
        _ => "Klaviyo",
    };

    private static string Right(Platform platform) => platform == Platform.Klaviyo ? " (scope accounts:read)" : "";

    private static RetryAfterResult Later(TimeSpan after, IResult problem) => new(problem, after);
}
