using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Embedded.MongoDB.Access.Scram;

/// <summary>SCRAM with one of its two hashes. Sources: RFC 5802, RFC 7677, and MongoDB's authentication specification.</summary>
internal sealed class ScramMechanism
{
    private ScramMechanism(string name, HashAlgorithmName hash, int hashBytes, int iterations)
    {
        Name = name;
        Hash = hash;
        HashBytes = hashBytes;
        Iterations = iterations;
    }

    public static ScramMechanism Sha1 { get; } = new("SCRAM-SHA-1", HashAlgorithmName.SHA1, 20, 10_000);

    public static ScramMechanism Sha256 { get; } = new("SCRAM-SHA-256", HashAlgorithmName.SHA256, 32, 15_000);

    public static IReadOnlyList<ScramMechanism> All { get; } = [Sha1, Sha256];

    public string Name { get; }

    public HashAlgorithmName Hash { get; }

    public int HashBytes { get; }

    public int Iterations { get; }

    /// <summary>Four bytes of it are the block number's.</summary>
    public int SaltBytes => HashBytes - 4;

    public static ScramMechanism? Find(string name) => All.FirstOrDefault(x => x.Name == name);

    public byte[] Digest(byte[] bytes) => CryptographicOperations.HashData(Hash, bytes);

    public byte[] Authenticate(byte[] key, string text) => CryptographicOperations.HmacData(Hash, key, Encoding.UTF8.GetBytes(text));

    public byte[] SaltedPassword(string user, string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Prepared(user, password)), salt, iterations, Hash, HashBytes);

    /// <summary>SCRAM-SHA-1 hashes what MongoDB's first mechanism already hashed; SCRAM-SHA-256 takes the password as RFC 4013 prepares it.</summary>
    private string Prepared(string user, string password)
    {
        if (this == Sha256)
            return SaslPreparation.Prepare(password);
#pragma warning disable CA5351 // The specification of MongoDB's SCRAM-SHA-1 names MD5.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{user}:mongo:{password}")));
#pragma warning restore CA5351
    }
}
