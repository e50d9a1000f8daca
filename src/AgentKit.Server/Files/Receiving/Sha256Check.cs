using System.Security.Cryptography;
using AgentKit.Server.Files.Inspecting;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Receiving;

/// <summary>Computes the SHA-256 of what passes, and compares it where one was announced.</summary>
internal sealed class Sha256Check(string? expected) : IContentCheck, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>In lower-case hexadecimal, once all has passed.</summary>
    public string? Sha256 { get; private set; }

    public static Refusal Mismatch { get; } = new(RefusalReason.ChecksumMismatch, "The bytes that arrived have another SHA-256 than the announced one. Send them again.");

    public Refusal? Append(ReadOnlySpan<byte> chunk)
    {
        _hash.AppendData(chunk);
        return null;
    }

    public Refusal? Complete()
    {
        Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
        return expected is null || expected == Sha256 ? null : Mismatch;
    }

    public void Dispose() => _hash.Dispose();
}
