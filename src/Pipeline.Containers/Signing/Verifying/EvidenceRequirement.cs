using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>That the evidence is closed: this very evidence, or any with certain stages in it.</summary>
public sealed record EvidenceRequirement : Requirement
{
    /// <summary>The digest of the evidence as a whole. Default null: any.</summary>
    public Digest? Evidence { get; init; }

    /// <summary>Stages that must have a result. Default none.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>Results of a stage that count. Default <c>passed</c> alone, so that "not done" never does.</summary>
    public IReadOnlyList<string> AcceptedResults { get; init; } = ["passed"];

    /// <inheritdoc/>
    public override string PredicateType => PredicateTypes.Evidence;

    internal override IEnumerable<VerificationStep> Steps => Stages.Count == 0 && Evidence is null ? [] : [VerificationStep.Result];

    private protected override IEnumerable<VerificationCheck> CheckContent(Predicate predicate)
    {
        var evidence = (EvidencePredicate)predicate;
        if (Evidence is not null)
            yield return Is(VerificationStep.Result, evidence.Evidence == Evidence, $"it is about the evidence {evidence.Evidence?.ToString() ?? "without a digest"}, asked for: {Evidence}");

        foreach (var stage in Stages)
        {
            var results = evidence.Stages.Where(x => x.Stage == stage).Select(x => x.Result).ToList();
            yield return Is(VerificationStep.Result, results.Count > 0 && results.TrueForAll(x => AcceptedResults.Contains(x, StringComparer.Ordinal)),
                results.Count == 0 ? $"stage {stage} has no result" : $"stage {stage}: {string.Join(", ", results)}");
        }
    }
}
