using System.Globalization;
using AgentKit.Server.Problems;
using Microsoft.Net.Http.Headers;

namespace AgentKit.Server.Preconditions;

/// <summary>A document's version as an entity tag (RFC 9110, 8.8.3), strong: the same tag is the same content.</summary>
internal static class EntityTag
{
    public static string Of(long? version) => string.Create(CultureInfo.InvariantCulture, $"\"{version ?? 0}\"");

    /// <summary>For a change: says why it can't be made, or null where <c>If-Match</c> names the version that the document has.</summary>
    public static IResult? CheckMatch(HttpContext context, long? version)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
            return Problem.Of(StatusCodes.Status428PreconditionRequired, "precondition-required", "Say which version you change", "Send If-Match with the ETag that you read, so that nobody's change is lost.");
        if (!EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var tags))
            return Malformed("If-Match");

        // A weak tag doesn't say that the content is the same, so it never matches here (RFC 9110, 13.1.1).
        return tags.Any(x => x.Equals(EntityTagHeaderValue.Any) || (!x.IsWeak && x.Tag == Of(version))) ? null : Stale();
    }

    /// <summary>For a read: whether the caller has this version already.</summary>
    /// <exception cref="ProblemException">400: the header can't be read.</exception>
    public static bool IsKnown(HttpContext context, long? version)
    {
        var header = context.Request.Headers.IfNoneMatch;
        if (header.Count == 0)
            return false;
        if (!EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var tags))
            throw new ProblemException(Malformed("If-None-Match"));
        return tags.Any(x => x.Equals(EntityTagHeaderValue.Any) || x.Tag == Of(version));
    }

    public static IResult Stale() => Problem.Of(StatusCodes.Status412PreconditionFailed, "stale", "It has changed since you read it", "Read it again, decide whether your change still makes sense, and send it with the new ETag.");

    private static IResult Malformed(string header) => Problem.Of(StatusCodes.Status400BadRequest, "malformed-etag", "The entity tag can't be read", $"{header} must have tags as they were given, in quotes, with commas between them, or *.");
}
