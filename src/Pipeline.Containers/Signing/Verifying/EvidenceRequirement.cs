using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>That the evidence is closed, with certain stages in it.</summary>
public sealed record EvidenceRequirement : Requirement
{
    /// <summary>Stages that must have a record. Default none.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>Results of a stage that count. Default <c>passed</c> alone, so that "not done" never does.</summary>
    public IReadOnlyList<string> AcceptedResults { get; init; } = ["passed"];

    /// <inheritdoc/>
    public override string PredicateType => PredicateTypes.Evidence;

    internal override IEnumerable<VerificationStep> Steps => Stages.Count == 0 ? [] : [VerificationStep.Result];

    private protected override IEnumerable<VerificationCheck> CheckContent(Predicate predicate)
    {
        var records = ((EvidencePredicate)predicate).Records;
        foreach (var stage in Stages)
        {
            var results = records.Where(x => x.Stage == stage).Select(x => x.Result).ToList();
            yield return Is(VerificationStep.Result, results.Count > 0 && results.TrueForAll(x => AcceptedResults.Contains(x, StringComparer.Ordinal)),
                results.Count == 0 ? $"stage {stage} has no record" : $"stage {stage}: {string.Join(", ", results)}");
        }
    }
}
