using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>That there is a bill of materials.</summary>
public sealed record SbomRequirement : Requirement
{
    /// <summary>How many components it must list at least. Default 1: an empty list says nothing.</summary>
    public int MinimumComponents { get; init; } = 1;

    /// <inheritdoc/>
    public override string PredicateType => PredicateTypes.CycloneDx;

    internal override IEnumerable<VerificationStep> Steps => [VerificationStep.Result];

    internal override bool IsMetBy(Predicate predicate) => predicate is CycloneDxBom;

    private protected override IEnumerable<VerificationCheck> CheckContent(Predicate predicate)
    {
        var bom = (CycloneDxBom)predicate;
        yield return Is(VerificationStep.Result, bom.ComponentCount >= MinimumComponents, $"it is CycloneDX {bom.SpecVersion} with {bom.ComponentCount} components");
    }
}
