using System.Globalization;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>What came of verifying a release.</summary>
public sealed record ReleaseVerdict
{
    /// <summary>The image that was asked about.</summary>
    public required Digest Image { get; init; }

    /// <summary>Every check, in order.</summary>
    public required IReadOnlyList<VerificationCheck> Checks { get; init; }

    /// <summary>The attestations that are believed.</summary>
    public required IReadOnlyList<VerifiedAttestation> Attestations { get; init; }

    /// <summary>Names of the keys that signed any of them.</summary>
    public IReadOnlyList<string> SignedBy => [.. Attestations.SelectMany(x => x.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>True if no check failed.</summary>
    public bool IsVerified => !Failures.Any();

    /// <summary>The checks that failed.</summary>
    public IEnumerable<VerificationCheck> Failures => Checks.Where(x => x.Outcome == CheckOutcome.Failed);

    /// <summary>Does nothing for a verified release, and refuses any other.</summary>
    /// <exception cref="PipelineException">PIPE3508, with every failed check.</exception>
    public void Require()
    {
        if (!IsVerified)
            throw new PipelineException(SigningErrors.NotVerified, $"The image {Image} isn't verified:{string.Concat(Failures.Select(x => $"\n  {x}"))}");
    }

    /// <summary>One line with the counts.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Image} {(IsVerified ? "verified" : "NOT verified")}: {Count(CheckOutcome.Passed)} checks passed, {Count(CheckOutcome.Failed)} failed, {Count(CheckOutcome.NotEvaluated)} not evaluated");

    private int Count(CheckOutcome outcome) => Checks.Count(x => x.Outcome == outcome);
}
