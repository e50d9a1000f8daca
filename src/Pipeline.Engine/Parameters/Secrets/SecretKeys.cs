using System.Security.Cryptography;

namespace Pipeline.Engine.Parameters.Secrets;

/// <summary>The keys that one password gives. Deriving one takes a good part of a second by intent, so each salt's is kept.</summary>
internal sealed class SecretKeys(string password)
{
    // OWASP's figure for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023).
    private const int Iterations = 600_000;

    private readonly Dictionary<string, byte[]> _keys = [];

    public byte[] For(ReadOnlySpan<byte> salt)
    {
        var id = Convert.ToHexString(salt);
        if (!_keys.TryGetValue(id, out var key))
            _keys[id] = key = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
        return key;
    }
}
