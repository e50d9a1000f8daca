using Pipeline.Containers.Signing.Envelopes;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Statements;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Attesting;

/// <summary>A statement with its signatures, as it was just made.</summary>
public sealed record Attestation
{
    private Attestation(Statement statement, Envelope envelope)
    {
        Statement = statement;
        Envelope = envelope;
    }

    /// <summary>What is said.</summary>
    public Statement Statement { get; }

    /// <summary>The same, signed.</summary>
    public Envelope Envelope { get; }

    /// <summary>How an <see cref="EvidencePredicate"/> names it.</summary>
    public AttestedPayload Payload => new(Statement.Predicate.Type, Envelope.PayloadDigest);

    /// <summary>Signs a statement.</summary>
    /// <exception cref="PipelineException">PIPE3505: the statement can't be signed.</exception>
    public static Attestation Sign(Statement statement, params IReadOnlyList<SigningKey> keys)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return new Attestation(statement, Envelope.Sign(Envelope.InTotoPayloadType, statement.ToJson(), keys));
    }
}
