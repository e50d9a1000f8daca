using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Pipeline.Errors;

namespace Pipeline.Containers;

/// <summary>The SHA-256 of some content, as OCI writes it: <c>sha256:</c> and 64 lower-case hexadecimal digits (OCI image-spec, descriptor.md).</summary>
public sealed record Digest
{
    private const string Prefix = "sha256:";
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private Digest(string hex) => Hex = hex;

    /// <summary>The 64 digits, without the algorithm: also the blob's file name in a layout.</summary>
    public string Hex { get; }

    /// <summary>Reads <c>sha256:…</c>.</summary>
    /// <exception cref="PipelineException">PIPE3006: it isn't a digest.</exception>
    public static Digest Parse(string text) => TryParse(text, out var digest)
        ? digest
        : throw new PipelineException(ContainerErrors.InvalidDigest, $"'{text}' is not a digest. It must be sha256: and 64 lower-case hexadecimal digits.") { ExitCode = 2 };

    /// <summary>Reads <c>sha256:…</c>; false for anything else, other algorithms included.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Digest? digest)
    {
        digest = text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length == Prefix.Length + 64 && !text.AsSpan(Prefix.Length).ContainsAnyExcept(HexDigits)
            ? new Digest(text[Prefix.Length..])
            : null;
        return digest is not null;
    }

    /// <summary>The digest of these bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> content) => FromHash(SHA256.HashData(content));

    internal static Digest FromHash(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    /// <summary><c>sha256:…</c>.</summary>
    public override string ToString() => Prefix + Hex;
}
