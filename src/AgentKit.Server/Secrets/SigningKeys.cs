using System.Security.Cryptography;
using System.Text;
using Pipeline.Secrets;

namespace AgentKit.Server.Secrets;

/// <summary>
/// Keys for signing, one for each purpose, made from one secret (HKDF, RFC 5869): what is signed for one is worth nothing for another. The secret may be
/// replaced; what the one before has signed is then accepted for a while yet.
/// </summary>
/// <param name="secret">What the keys are made from.</param>
/// <param name="overlap">How long the secret before is accepted: as long as what was signed with it holds.</param>
/// <param name="time">The clock.</param>
internal sealed class SigningKeys(Secret secret, TimeSpan overlap, TimeProvider time)
{
    public const int MinLength = 32, MaxLength = 1024;

    private const int KeyBytes = 32;

    private volatile Generation current = new(secret, null, default);

    /// <summary>A secret for one process, where nothing has to be read by another.</summary>
    public static SigningKeys Random() => new(new Secret(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))), TimeSpan.Zero, TimeProvider.System);

    /// <summary>From now on signs with another secret.</summary>
    /// <exception cref="ArgumentException">It is too short or too long; nothing has changed.</exception>
    public void Take(Secret next)
    {
        if (next.Reveal().Length is < MinLength or > MaxLength)
            throw new ArgumentException($"The new signing key has fewer than {MinLength} or more than {MaxLength} characters.", nameof(next));
        if (next.Reveal() != current.Secret.Reveal())
            current = new Generation(next, current.Secret, time.GetUtcNow() + overlap);
    }

    /// <summary>The key that signs.</summary>
    /// <param name="purpose">What is signed: <c>cursors</c>.</param>
    public byte[] Of(string purpose) => Derive(current.Secret, purpose);

    /// <summary>The keys whose signatures are accepted, the one that signs first.</summary>
    /// <param name="purpose">What is signed.</param>
    public IReadOnlyList<byte[]> AcceptedOf(string purpose) => current is { Before: { } before } now && time.GetUtcNow() < now.BeforeEnds
        ? [Derive(now.Secret, purpose), Derive(before, purpose)]
        : [Of(purpose)];

    private static byte[] Derive(Secret secret, string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Reveal()), KeyBytes, info: Encoding.UTF8.GetBytes($"agentkit/{purpose}"));

    private sealed record Generation(Secret Secret, Secret? Before, DateTimeOffset BeforeEnds);
}
