using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>Says whether an image is the release that it is taken for, from a bundle, a trust set and a policy alone: no network, no registry, no service.</summary>
public sealed class ReleaseVerifier
{
    private readonly TrustSet trusted;
    private readonly VerificationPolicy policy;
    private readonly TimeProvider time;

    /// <summary>A verifier.</summary>
    /// <exception cref="ArgumentException">The policy asks for nothing, or for no signature.</exception>
    public ReleaseVerifier(TrustSet trusted, VerificationPolicy policy, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(time);
        if (policy.Requirements.Count == 0 || policy.Threshold < 1)
            throw new ArgumentException("A policy that asks for nothing passes everything. Give it a requirement, and a threshold of 1 or more.", nameof(policy));

        this.trusted = trusted;
        this.policy = policy;
        this.time = time;
    }

    /// <summary>Verifies. Whatever is in the bundle, this gives a verdict: a refusal is a value, with every check.</summary>
    public ReleaseVerdict Verify(Digest image, AttestationBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(bundle);
        var now = time.GetUtcNow();
        var entries = bundle.Entries.Select(new EntryVerification(image, trusted, policy, now).Verify).ToList();
        var believed = entries.Select(x => x.Attestation).OfType<VerifiedAttestation>().DistinctBy(x => x.PayloadDigest).ToList();
        return new ReleaseVerdict
        {
            Image = image,
            Checks = [.. entries.SelectMany(x => x.Checks), .. policy.Requirements.SelectMany(x => Check(x, believed, now)), Completeness(believed)],
            Attestations = believed,
        };
    }

    private static IEnumerable<VerificationCheck> Check(Requirement requirement, IReadOnlyList<VerifiedAttestation> believed, DateTimeOffset now)
    {
        var found = believed.Where(x => requirement.IsMetBy(x.Statement.Predicate)).ToList();
        if (found.Count == 0)
        {
            const string Missing = "there is no attestation of it that holds";
            return
            [
                VerificationCheck.Of(VerificationStep.Presence, requirement.About, holds: false, Missing),
                .. requirement.Steps.Prepend(VerificationStep.Freshness).Select(x => new VerificationCheck(x, requirement.About, CheckOutcome.NotEvaluated, Missing)),
            ];
        }

        // Those of one and the same time can't be told apart: all of them must do.
        var newest = found.Max(x => x.Statement.Predicate.MadeOn);
        return
        [
            VerificationCheck.Of(VerificationStep.Presence, requirement.About, holds: true, string.Join(", ", found.Select(x => $"{x.Name} by {string.Join(", ", x.Keys)}"))),
            .. found.Where(x => x.Statement.Predicate.MadeOn == newest).SelectMany(x => requirement.Check(x.Statement.Predicate, now)),
        ];
    }

    private static VerificationCheck Completeness(IReadOnlyList<VerifiedAttestation> believed)
    {
        const string About = "the bundle";
        var lists = believed.Select(x => x.Statement.Predicate).OfType<EvidencePredicate>().SelectMany(x => x.Attestations).ToList();
        if (lists.Count == 0)
            return new VerificationCheck(VerificationStep.Completeness, About, CheckOutcome.NotEvaluated, "no evidence attestation lists what belongs to it");

        var there = believed.Select(x => x.PayloadDigest).ToHashSet();
        var missing = lists.Where(x => !there.Contains(x.Payload)).Select(x => $"{PredicateTypes.ShortName(x.PredicateType)} {x.Payload}").Distinct().ToList();
        return VerificationCheck.Of(VerificationStep.Completeness, About, missing.Count == 0, missing.Count == 0
            ? $"all {lists.Count} attestations that the evidence lists are there"
            : $"the evidence lists what isn't there, or doesn't hold: {string.Join(", ", missing)}");
    }
}
