using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace AgentKit.Server.ApiKeys;

/// <summary>
/// An API key as a machine sends it: <c>agk_</c>, an id of 16 characters, <c>_</c>, and 256 random bits. The prefix lets scanners find one that
/// was committed by mistake. It is hashed once with SHA-256: slow hashes are for passwords, which can be guessed; 256 random bits can't be,
/// and a slow hash for each request would be a way to exhaust the service.
/// </summary>
internal static class ApiKeyText
{
    public const string Prefix = "agk_";

    private const int IdLength = 16;
    private const int SecretBytes = 32;
    private const string IdCharacters = "abcdefghijkmnpqrstuvwxyz23456789";

    private static readonly int Length = Prefix.Length + IdLength + 1 + Base64Url.GetEncodedLength(SecretBytes);

    public static (string KeyId, string Text) New()
    {
        var id = RandomNumberGenerator.GetString(IdCharacters, IdLength);
        return (id, $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));

    /// <summary>The id in a key; false for what can't be one.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? keyId)
    {
        keyId = text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + IdLength] == '_'
            ? text.Substring(Prefix.Length, IdLength)
            : null;
        if (keyId is not null && keyId.All(IdCharacters.Contains) && Base64Url.IsValid(text.AsSpan(Prefix.Length + IdLength + 1)))
            return true;

        keyId = null;
        return false;
    }
}
