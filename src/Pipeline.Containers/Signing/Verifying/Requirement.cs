using Pipeline.Containers.Signing.Json;
using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>Something that must be attested. Where there are several attestations of its kind, the newest counts, as with a scan that is repeated.</summary>
public abstract record Requirement
{
    private protected Requirement()
    {
    }

    /// <summary>The predicate's type that is asked for.</summary>
    public abstract string PredicateType { get; }

    /// <summary>How old it may be, by its own time. Default null: any age.</summary>
    public TimeSpan? MaxAge { get; init; }

    internal string About => PredicateTypes.ShortName(PredicateType) is not "attestation" and var name ? name : PredicateType;

    internal virtual bool IsMetBy(Predicate predicate) => predicate.Type == PredicateType;

    /// <summary>Each thing that is asked of the predicate, as a check.</summary>
    internal IEnumerable<VerificationCheck> Check(Predicate predicate, DateTimeOffset now) => [.. Age(predicate, now), .. CheckContent(predicate)];

    /// <summary>The steps that <see cref="CheckContent"/> gives, to be named when there is nothing to check.</summary>
    internal abstract IEnumerable<VerificationStep> Steps { get; }

    private protected abstract IEnumerable<VerificationCheck> CheckContent(Predicate predicate);

    private protected VerificationCheck Is(VerificationStep step, bool holds, string detail) => VerificationCheck.Of(step, About, holds, detail);

    private IEnumerable<VerificationCheck> Age(Predicate predicate, DateTimeOffset now) => MaxAge is not { } limit
        ? []
        : predicate.MadeOn is not { } time
            ? [Is(VerificationStep.Freshness, holds: false, "it doesn't say when it was made")]
            : [Is(VerificationStep.Freshness, now - time <= limit, $"it was made on {Timestamp.Text(time)}, {now - time:d\\.hh\\:mm\\:ss} ago, and may be {limit:d\\.hh\\:mm\\:ss} old")];
}
