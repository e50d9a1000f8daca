using System.Buffers;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Envelopes;
using Pipeline.Containers.Signing.Json;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>Verifies one entry of a bundle. Nothing of a payload is read before its signature holds, and the first check that fails ends it.</summary>
internal sealed class EntryVerification(Digest image, TrustSet trusted, VerificationPolicy policy, DateTimeOffset now)
{
    private const string TypePrefix = "application/vnd.in-toto.";
    private const string TypeSuffix = "+json";
    private static readonly SearchValues<char> s_predicateName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly VerificationStep[] s_steps =
    [
        VerificationStep.Envelope, VerificationStep.Signature, VerificationStep.PayloadType, VerificationStep.Statement,
        VerificationStep.Time, VerificationStep.KeyValidity, VerificationStep.Subject,
    ];

    public (IReadOnlyList<VerificationCheck> Checks, VerifiedAttestation? Attestation) Verify(BundleEntry entry)
    {
        var checks = new List<VerificationCheck>();
        var attestation = Believe(entry, (step, holds, detail) =>
        {
            checks.Add(new VerificationCheck(step, entry.Name, holds ? CheckOutcome.Passed : policy.EveryAttestationMustHold ? CheckOutcome.Failed : CheckOutcome.NotEvaluated, detail));
            return holds;
        });
        foreach (var step in s_steps.Skip(checks.Count))
            checks.Add(new VerificationCheck(step, entry.Name, CheckOutcome.NotEvaluated, $"because of {checks[^1].Step}"));
        return (checks, attestation);
    }

    private VerifiedAttestation? Believe(BundleEntry entry, Func<VerificationStep, bool, string, bool> holds)
    {
        Envelope envelope;
        try
        {
            envelope = EnvelopeReader.Read(entry.Content);
            holds(VerificationStep.Envelope, true, "it can be read");
        }
        catch (FormatException error)
        {
            holds(VerificationStep.Envelope, false, error.Message);
            return null;
        }

        var signed = envelope.Verify(trusted);
        if (!holds(VerificationStep.Signature, signed.IsSignedBy(policy.Threshold), $"signed by {Names(signed.Keys)}; asked for: {policy.Threshold}{string.Concat(signed.Rejected.Select(x => $"; {x}"))}"))
            return null;
        if (!holds(VerificationStep.PayloadType, IsInToto(envelope.PayloadType), $"it is '{envelope.PayloadType}'"))
            return null;

        Statement statement;
        try
        {
            statement = Statement.Read(envelope.Payload);
            holds(VerificationStep.Statement, true, statement.Predicate.Type);
        }
        catch (FormatException error)
        {
            holds(VerificationStep.Statement, false, error.Message);
            return null;
        }

        var time = statement.Predicate.MadeOn;
        if (!holds(VerificationStep.Time, time is null || time <= now + policy.ClockSkew, time is { } made ? $"it was made on {Timestamp.Text(made)}" : "it doesn't say when it was made"))
            return null;

        // Without a time of its own it counts as signed now: a retired key can't vouch for it.
        var valid = signed.Keys.Where(x => x.ProblemAt(time ?? now) is null).ToList();
        var problems = signed.Keys.Select(x => x.ProblemAt(time ?? now)).OfType<string>();
        return holds(VerificationStep.KeyValidity, valid.Count >= policy.Threshold, $"valid: {Names(valid)}{string.Concat(problems.Select(x => $"; {x}"))}")
            && holds(VerificationStep.Subject, statement.IsAbout(image), $"it is about {string.Join(", ", statement.Subjects.Take(3).Select(Text))}")
            ? new VerifiedAttestation(entry.Name, statement, [.. valid.Select(x => x.Name)], envelope.PayloadDigest)
            : null;
    }

    // in-toto v1, envelope.md: application/vnd.in-toto+json, or with the predicate's name in it. What it is, the signed statement says.
    private static bool IsInToto(string type) => type == Envelope.InTotoPayloadType
        || type.Length > TypePrefix.Length + TypeSuffix.Length && type.StartsWith(TypePrefix, StringComparison.Ordinal) && type.EndsWith(TypeSuffix, StringComparison.Ordinal)
        && !type.AsSpan()[TypePrefix.Length..^TypeSuffix.Length].ContainsAnyExcept(s_predicateName);

    private static string Names(IReadOnlyList<TrustedKey> keys) => keys.Count == 0 ? "no trusted key" : string.Join(", ", keys.Select(x => $"'{x.Name}'"));

    private static string Text(ResourceDescriptor subject) => $"{subject.Name} {string.Join(", ", subject.Digest.Select(x => $"{x.Key}:{x.Value}"))}".Trim();
}
