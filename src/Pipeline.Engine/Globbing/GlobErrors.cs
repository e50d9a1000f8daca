using Pipeline.Errors;

namespace Pipeline.Engine.Globbing;

/// <summary>What can be wrong with a glob.</summary>
[ErrorCodes]
internal static class GlobErrors
{
    public static readonly ErrorCode Malformed = new(
        "PIPE0100",
        "A glob pattern can't be read",
        "A bracket or brace isn't closed, the pattern is empty, or its braces stand for too many alternatives.",
        "Correct the pattern. A literal bracket, brace, star or question mark is written in brackets: [[], [{], [*], [?].");
}
