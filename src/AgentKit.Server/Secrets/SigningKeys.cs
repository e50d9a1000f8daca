using System.Security.Cryptography;
using System.Text;
using Pipeline.Secrets;

namespace AgentKit.Server.Secrets;

/// <summary>Keys for signing, one for each purpose, made from one secret (HKDF, RFC 5869): what is signed for one is worth nothing for another.</summary>
internal sealed class SigningKeys(Secret secret)
{
    private const int KeyBytes = 32;

    /// <summary>A secret for one process, where nothing has to be read by another.</summary>
    public static SigningKeys Random() => new(new Secret(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));

    /// <param name="purpose">What is signed: <c>cursors</c>.</param>
    public byte[] Of(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Reveal()), KeyBytes, info: Encoding.UTF8.GetBytes($"agentkit/{purpose}"));
}
