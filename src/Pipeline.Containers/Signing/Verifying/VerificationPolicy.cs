namespace Pipeline.Containers.Signing.Verifying;

/// <summary>What must be attested of an image before it is believed to be a release.</summary>
public sealed record VerificationPolicy
{
    /// <summary>What must be there, and what it must say. At least one: a policy that asks for nothing would pass everything.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>How many different trusted keys must have signed each attestation. Default 1.</summary>
    public int Threshold { get; init; } = 1;

    /// <summary>How far a statement's time may lie ahead of this machine's clock. Default 5 min.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// True, the default: one attestation in the bundle that doesn't hold fails the release, as a release's evidence should be whole. False where
    /// others may put theirs, as beside an image in a registry: what doesn't hold then just doesn't count.
    /// </summary>
    public bool EveryAttestationMustHold { get; init; } = true;
}
