using Pipeline.Containers.Signing.Keys;

namespace Pipeline.Containers.Signing.Envelopes;

/// <summary>Which trusted keys signed an envelope, and why its other signatures don't count.</summary>
/// <param name="Keys">The keys whose signature is right, each once, however often it signed.</param>
/// <param name="Rejected">One line for each signature that isn't right.</param>
public sealed record EnvelopeVerification(IReadOnlyList<TrustedKey> Keys, IReadOnlyList<string> Rejected)
{
    /// <summary>Whether enough different keys signed.</summary>
    public bool IsSignedBy(int threshold) => Keys.Count >= threshold;

    internal static EnvelopeVerification Of(Envelope envelope, TrustSet trusted)
    {
        var message = Envelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span);
        var keys = new List<TrustedKey>();
        var rejected = new List<string>();
        foreach (var signature in envelope.Signatures)
        {
            var candidates = trusted.Candidates(signature.KeyId).ToList();
            if (candidates.FirstOrDefault(x => x.Key.Verify(message, signature.Signature.Span)) is not { } key)
                rejected.Add(Why(signature, candidates));
            else if (!keys.Contains(key))
                keys.Add(key);
        }

        return new EnvelopeVerification(keys, rejected);
    }

    private static string Why(EnvelopeSignature signature, List<TrustedKey> candidates) => candidates switch
    {
        [] when signature.KeyId is null => "there is no trusted key",
        [] => $"it is by key '{signature.KeyId}', which isn't trusted",
        _ when candidates.TrueForAll(x => EcdsaSignature.Problem(signature.Signature.Span, x.Key.Curve) is not null) =>
            $"it is no ECDSA signature: {EcdsaSignature.Problem(signature.Signature.Span, candidates[0].Key.Curve)}",
        [var one] => $"it isn't the signature of key '{one.Name}' over this content",
        _ => $"it isn't the signature of any of the {candidates.Count} trusted keys over this content",
    };
}
