using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>How the file's key comes from what a person or a key file gives. It stands in the file, in clear.</summary>
/// <param name="Kind"><c>pbkdf2-sha256</c> for a passphrase, <c>hkdf-sha256</c> for a key file, whose content is random already.</param>
/// <param name="Iterations">Rounds of PBKDF2; 0 for HKDF.</param>
/// <param name="Salt">Random, of each file.</param>
internal sealed record KeyDerivation(string Kind, int Iterations, string Salt)
{
    public const string OfPassphrase = "pbkdf2-sha256";
    public const string OfKeyFile = "hkdf-sha256";

    // OWASP's figure for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet).
    private const int DefaultIterations = 600_000;
    private const int MaxIterations = 10_000_000;
    private const int KeyBytes = 32;
    private const int SaltBytes = 16;

    public static KeyDerivation New(bool isPassphrase) =>
        new(isPassphrase ? OfPassphrase : OfKeyFile, isPassphrase ? DefaultIterations : 0, Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes)));

    /// <summary>False for parameters that a file of ours can't have, such as rounds that would take minutes.</summary>
    public bool IsSound => Salt is not null && (Kind == OfKeyFile ? Iterations == 0 : Kind == OfPassphrase && Iterations is > 0 and <= MaxIterations);

    public byte[] Derive(Secret given)
    {
        var salt = Encoding.ASCII.GetBytes(Salt);
        var input = Encoding.UTF8.GetBytes(given.Reveal());
        return Kind == OfPassphrase
            ? Rfc2898DeriveBytes.Pbkdf2(input, salt, Iterations, HashAlgorithmName.SHA256, KeyBytes)
            : HKDF.DeriveKey(HashAlgorithmName.SHA256, input, KeyBytes, salt, "pipeline-secrets"u8.ToArray());
    }
}
