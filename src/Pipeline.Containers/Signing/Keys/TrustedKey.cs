using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Keys;

/// <summary>A public key that is trusted, from when, and until when.</summary>
public sealed record TrustedKey
{
    /// <summary>What people call it: <c>ci-2026</c>. Unique in its <see cref="TrustSet"/>; also a key id that an envelope may name.</summary>
    public required string Name { get; init; }

    /// <summary>The key.</summary>
    public required VerificationKey Key { get; init; }

    /// <summary>What was signed before doesn't count. Default null: from ever.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>
    /// When the key was replaced. What was signed before still counts, by the time that the signed statement itself gives. That time is the signer's word, so
    /// retiring is for keys that nobody else has had; use <see cref="RevokedBecause"/> for one that leaked. Default null: in use.
    /// </summary>
    public DateTimeOffset? RetiredOn { get; init; }

    /// <summary>Why nothing that the key signed counts any more, whenever it says it was signed. Default null: not revoked.</summary>
    public string? RevokedBecause { get; init; }

    /// <summary>Why a statement signed at that time doesn't count; null if it does.</summary>
    public string? ProblemAt(DateTimeOffset signedOn) => this switch
    {
        { RevokedBecause: { } reason } => $"key '{Name}' is revoked ({reason})",
        { ValidFrom: { } from } when signedOn < from => $"key '{Name}' is valid from {Timestamp.Text(from)}, and this was signed on {Timestamp.Text(signedOn)}",
        { RetiredOn: { } until } when signedOn >= until => $"key '{Name}' was retired on {Timestamp.Text(until)}, and this was signed on {Timestamp.Text(signedOn)}",
        _ => null,
    };
}
