using System.Globalization;
using System.Security.Cryptography;
using AgentKit.Server.Problems;
using Microsoft.Net.Http.Headers;

namespace AgentKit.Server.Preconditions;

/// <summary>
/// An entity tag (RFC 9110, 8.8.3), strong: the document's version, then a hash of what is answered. The same tag is the same content, byte for byte, though
/// another version of the service shows the same document otherwise. A change asks for the version alone.
/// </summary>
internal static class EntityTag
{
    private const int HashBytes = 8;

    /// <param name="version">The document's version.</param>
    /// <param name="content">What is answered.</param>
    public static string Of(long? version, ReadOnlySpan<byte> content) => $"\"{Text(version)}-{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, HashBytes))}\"";

    /// <summary>For a change: says why it can't be made, or null where <c>If-Match</c> names the version that the document has.</summary>
    public static IResult? CheckMatch(HttpContext context, long? version)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
            return Problem.Of(StatusCodes.Status428PreconditionRequired, "precondition-required", "Say which version you change", "Send If-Match with the ETag that you read, so that nobody's change is lost.");
        if (!EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var tags))
            return Malformed("If-Match");

        // A weak tag doesn't say that the content is the same, so it never matches here (RFC 9110, 13.1.1).
        return tags.Any(x => x.Equals(EntityTagHeaderValue.Any) || Names(x, version)) ? null : Stale();
    }

    /// <summary>For a read: whether the caller has what this tag stands for already.</summary>
    /// <exception cref="ProblemException">400: the header can't be read.</exception>
    public static bool IsKnown(HttpContext context, string tag)
    {
        var header = context.Request.Headers.IfNoneMatch;
        if (header.Count == 0)
            return false;
        if (!EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var tags))
            throw new ProblemException(Malformed("If-None-Match"));
        // Compared weakly (RFC 9110, 13.1.2): a cache in between may have weakened it.
        return tags.Any(x => x.Equals(EntityTagHeaderValue.Any) || x.Tag == tag);
    }

    public static IResult Stale() => Problem.Of(StatusCodes.Status412PreconditionFailed, "stale", "It has changed since you read it", "Read it again, decide whether your change still makes sense, and send it with the new ETag.");

    private static bool Names(EntityTagHeaderValue tag, long? version) => !tag.IsWeak && tag.Tag.Value!.Trim('"').Split('-')[0] == Text(version);

    private static string Text(long? version) => (version ?? 0).ToString(CultureInfo.InvariantCulture);

    private static IResult Malformed(string header) => Problem.Of(StatusCodes.Status400BadRequest, "malformed-etag", "The entity tag can't be read", $"{header} must have tags as they were given, in quotes, with commas between them, or *.");
}
