using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>That there is an attestation of some type; what it says isn't looked at.</summary>
/// <param name="Type">The predicate's type.</param>
public sealed record OtherRequirement(string Type) : Requirement
{
    /// <inheritdoc/>
    public override string PredicateType => Type;

    internal override IEnumerable<VerificationStep> Steps => [];

    private protected override IEnumerable<VerificationCheck> CheckContent(Predicate predicate) => [];
}
