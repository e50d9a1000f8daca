using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>That this very plan was signed.</summary>
public sealed record PlanRequirement : Requirement
{
    /// <summary>The hash that was approved.</summary>
    public required Digest PlanHash { get; init; }

    /// <summary>Where the release goes.</summary>
    public required string Environment { get; init; }

    /// <inheritdoc/>
    public override string PredicateType => PredicateTypes.ReleasePlan;

    internal override IEnumerable<VerificationStep> Steps => [VerificationStep.Result];

    // One image has a plan for each environment: the one for another isn't the newest of this one's.
    internal override bool IsMetBy(Predicate predicate) => predicate is ReleasePlanPredicate plan && plan.Environment == Environment;

    private protected override IEnumerable<VerificationCheck> CheckContent(Predicate predicate)
    {
        var plan = (ReleasePlanPredicate)predicate;
        yield return Is(VerificationStep.Result, plan.PlanHash == PlanHash, $"it is the plan {plan.PlanHash} of release {plan.Release} to {plan.Environment}");
    }
}
