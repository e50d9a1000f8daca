using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Engine.Parameters.Secrets;

/// <summary>
/// Encrypted values: <c>v2:</c> and base64 of salt (16 bytes), nonce (12), tag (16) and text. AES-256-GCM; the key is PBKDF2-SHA-256 of the password.
/// The parameter's name is authenticated too, so a value can't be moved to another parameter. <c>v1:</c> is NUKE's, and is not read.
/// </summary>
internal static class SecretText
{
    public const int SaltBytes = 16;
    private const string Prefix = "v2:";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static bool IsEncrypted(string text) => text.Length > 3 && text[0] == 'v' && char.IsAsciiDigit(text[1]) && text[2] == ':';

    public static bool IsReadable(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Names a secret elsewhere (<c>secret://…</c>): not a secret itself.</summary>
    public static bool IsReference(string text) => text.StartsWith("secret://", StringComparison.Ordinal);

    public static string Encrypt(string text, string name, SecretKeys keys, ReadOnlySpan<byte> salt)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[SaltBytes + NonceBytes + TagBytes + plain.Length];
        salt.CopyTo(sealedBytes);
        var nonce = sealedBytes.AsSpan(SaltBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(keys.For(salt), TagBytes);
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(SaltBytes + NonceBytes + TagBytes), sealedBytes.AsSpan(SaltBytes + NonceBytes, TagBytes), Context(name));
        return Prefix + Convert.ToBase64String(sealedBytes);
    }

    public static bool TryDecrypt(string encrypted, string name, SecretKeys keys, out string text)
    {
        text = "";
        if (!TryOpen(encrypted, out var bytes))
            return false;
        var plain = new byte[bytes.Length - SaltBytes - NonceBytes - TagBytes];
        try
        {
            using var cipher = new AesGcm(keys.For(bytes.AsSpan(0, SaltBytes)), TagBytes);
            cipher.Decrypt(bytes.AsSpan(SaltBytes, NonceBytes), bytes.AsSpan(SaltBytes + NonceBytes + TagBytes), bytes.AsSpan(SaltBytes + NonceBytes, TagBytes), plain, Context(name));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        text = Encoding.UTF8.GetString(plain);
        return true;
    }

    public static bool TryReadSalt(string encrypted, out byte[] salt)
    {
        salt = TryOpen(encrypted, out var bytes) ? bytes[..SaltBytes] : [];
        return salt.Length > 0;
    }

    /// <summary>Adds what must be masked: the text, a list's items, and the longer lines of a text of several lines, since output is masked by the line.</summary>
    public static void AddMasked(HashSet<string> texts, string text, string? separator)
    {
        if (string.IsNullOrWhiteSpace(text) || IsReference(text) || IsEncrypted(text))
            return;
        texts.Add(text);
        texts.Add(text.Trim());
        foreach (var line in text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Length >= 6)
                texts.Add(line);
        }

        if (string.IsNullOrEmpty(separator))
            return;
        foreach (var part in text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            texts.Add(part);
    }

    private static byte[] Context(string name) => Encoding.UTF8.GetBytes(Prefix + ParameterName.Normalize(name));

    private static bool TryOpen(string encrypted, out byte[] bytes)
    {
        bytes = [];
        if (!IsReadable(encrypted))
            return false;
        var buffer = new byte[encrypted.Length];
        if (!Convert.TryFromBase64String(encrypted[Prefix.Length..], buffer, out var length) || length < SaltBytes + NonceBytes + TagBytes)
            return false;
        bytes = buffer[..length];
        return true;
    }
}
