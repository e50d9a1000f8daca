namespace AgentKit.Server.Files.Checksums;

/// <summary>A SHA-256 as it is written in requests and answers. In code and documents it is lower-case hexadecimal.</summary>
internal static class Sha256Digest
{
    /// <summary>RFC 9530: <c>sha-256=:base64:</c>.</summary>
    public static string ToHeader(string hexadecimal) => $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(hexadecimal))}:";

    /// <summary>Hexadecimal or base64, as people paste it. Null when it is neither.</summary>
    public static string? Parse(string value)
    {
        var text = value.Trim();
        if (text.Length == 64)
            return text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant() : null;
        return FromBase64(text);
    }

    public static string? FromBase64(string value)
    {
        var bytes = new byte[32];
        return value.Length == 44 && Convert.TryFromBase64String(value, bytes, out var count) && count == 32 ? Convert.ToHexStringLower(bytes) : null;
    }
}
