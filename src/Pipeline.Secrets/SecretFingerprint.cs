using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Secrets;

/// <summary>
/// A short text that tells two values of one secret apart and may be shown: the version of a value in a store that keeps none (mounted files,
/// environment variables), the same on every machine that has the value.
/// </summary>
/// <remarks>
/// It is shown in metrics, so a guess at a weak value must be costly to check: PBKDF2 with 100 000 rounds, salted with the name, and
/// only 64 bits of it. Two secrets with the same value have different ones.
/// </remarks>
public static class SecretFingerprint
{
    /// <summary>What every fingerprint begins with.</summary>
    public const string Prefix = "h-";

    private const int Rounds = 100_000;
    private const int Bytes = 8;

    /// <summary>The fingerprint: <c>h-</c> and 16 hexadecimal digits. Takes some ten milliseconds.</summary>
    public static string Of(SecretName name, Secret value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        var hash = Rfc2898DeriveBytes.Pbkdf2(value.Reveal(), Encoding.UTF8.GetBytes($"pipeline-secret-fingerprint:{name.Value}"), Rounds, HashAlgorithmName.SHA256, Bytes);
        return Prefix + Convert.ToHexStringLower(hash);
    }
}
