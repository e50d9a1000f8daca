using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Promoting;

/// <summary>How a release came into an environment, as its own record there keeps it: by whom, by which plan and policy, and what was overridden for it.</summary>
/// <param name="By">Who brought it.</param>
public sealed record PromotionRecord(string By)
{
    private const string ByFigure = "by";
    private const string PlanFigure = "plan";
    private const string PolicyFigure = "policy";
    private const string HotfixFigure = "hotfix";
    private const string FreezeFigure = "freezeOverride";
    private const string BypassFigure = "bypass";

    /// <summary>The kind of evidence that it is.</summary>
    public static Evidence Kind { get; } = new("promotion", "Promotion");

    /// <summary>The plan that was approved.</summary>
    public string? PlanHash { get; init; }

    /// <summary>The policy that was met.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether it is a hotfix's.</summary>
    public bool IsHotfix { get; init; }

    /// <summary>Why a freeze was overridden.</summary>
    public string? FreezeOverride { get; init; }

    /// <summary>Why no policy was asked: it was deployed past the promotion.</summary>
    public string? Bypass { get; init; }

    /// <summary>What a reader of the ledger should know: <c>hotfix; freeze overridden: card payments are down</c>. Null where nothing was out of the ordinary.</summary>
    public string? Remark
    {
        get
        {
            var parts = new[]
            {
                IsHotfix ? "hotfix" : null,
                FreezeOverride is { } freeze ? $"freeze overridden by {By}: {freeze}" : null,
                Bypass is { } bypass ? $"promotion bypassed by {By}: {bypass}" : null,
            }.OfType<string>().ToList();
            return parts.Count == 0 ? null : string.Join("; ", parts);
        }
    }

    /// <summary>What a promotion's note says.</summary>
    public static PromotionRecord Of(PromotionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new PromotionRecord(state.StartedBy) { PlanHash = state.PlanHash, Policy = state.Policy, IsHotfix = state.IsHotfix, FreezeOverride = state.FreezeOverride };
    }

    /// <summary>The newest in a release's record; null where it has none.</summary>
    /// <exception cref="PipelineException">PIPE9701: the record's evidence was changed.</exception>
    public static PromotionRecord? Of(Release release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return EvidenceJson.FromJson(release.Evidence, $"the record of release {release.Number}").Find(Kind) is not { Figures: var figures } ? null : new PromotionRecord(figures.GetValueOrDefault(ByFigure, "somebody"))
        {
            PlanHash = figures.GetValueOrDefault(PlanFigure),
            Policy = figures.GetValueOrDefault(PolicyFigure),
            IsHotfix = figures.ContainsKey(HotfixFigure),
            FreezeOverride = figures.GetValueOrDefault(FreezeFigure),
            Bypass = figures.GetValueOrDefault(BypassFigure),
        };
    }

    /// <summary>As evidence: passed by a plan that was approved, not done where the promotion was bypassed.</summary>
    public EvidenceRecord ToEvidence(string? environment, DateTimeOffset at)
    {
        (string Name, string? Value)[] figures =
        [
            (ByFigure, By), (PlanFigure, PlanHash), (PolicyFigure, Policy), (HotfixFigure, IsHotfix ? "yes" : null), (FreezeFigure, FreezeOverride), (BypassFigure, Bypass),
        ];
        return new EvidenceRecord
        {
            Kind = Kind.Name,
            Result = Bypass is null ? EvidenceResult.Passed : EvidenceResult.NotDone,
            Reason = Remark,
            At = at,
            Environment = environment,
            Figures = figures.Where(x => x.Value is not null).ToDictionary(x => x.Name, x => x.Value!),
        };
    }
}
