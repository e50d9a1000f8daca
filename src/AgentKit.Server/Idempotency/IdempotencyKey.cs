using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace AgentKit.Server.Idempotency;

/// <summary>The header <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header): a text, in quotes or without.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public const int MaxLength = 255;

    public static bool TryParse(StringValues header, [NotNullWhen(true)] out string? key)
    {
        key = header is [{ } text] ? Unquoted(text) : null;
        if (key is { Length: > 0 and <= MaxLength } && key.All(x => x is > ' ' and <= '~' and not ('"' or '\\')))
            return true;

        key = null;
        return false;
    }

    private static string Unquoted(string text) => text is ['"', .. var inner, '"'] ? inner : text;
}
