using Microsoft.AspNetCore.WebUtilities;

namespace AgentKit.Server.Problems;

/// <summary>The problem for a status that came without a body: from routing, authentication, or the server itself.</summary>
internal static class StatusProblems
{
    public static IResult Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Problem.Of(status, "bad-request", "The request can't be read", "It isn't HTTP, or not JSON, as this service takes it."),
        StatusCodes.Status401Unauthorized => Problem.Of(status, "unauthenticated", "Who are you?", "Send an access token or an API key that is valid now: Authorization: Bearer …"),
        StatusCodes.Status403Forbidden => Problem.Of(status, "forbidden", "Your role doesn't allow this", "Ask an admin of your organization for a role that does."),
        StatusCodes.Status404NotFound => Problem.Of(status, "not-found", "Not found", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => Problem.Of(status, "method-not-allowed", "The method isn't allowed here", "The header Allow names those that are."),
        StatusCodes.Status408RequestTimeout => Problem.Of(status, "request-timeout", "The request took too long to arrive", "Send it again, faster."),
        StatusCodes.Status413PayloadTooLarge => Problem.Of(status, "too-large", "The request's body is too large", "Send less at once; files go to the files' endpoints."),
        StatusCodes.Status415UnsupportedMediaType => Problem.Of(status, "unsupported-media-type", "The content's type isn't taken here", "Send application/json; a patch as application/merge-patch+json."),
        StatusCodes.Status500InternalServerError => Problem.Of(status, "internal-error", "Something is wrong on our side", "It was logged with this trace id. Trying again later may help."),
        StatusCodes.Status503ServiceUnavailable => Problem.Of(status, "unavailable", "Not available right now", "Try again in a few seconds."),
        _ => Problem.Of(status, $"status-{status}", ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error", "The request was not carried out."),
    };
}
