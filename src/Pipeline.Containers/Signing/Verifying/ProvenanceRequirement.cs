using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>That the image was built by a known builder, from a known source.</summary>
public sealed record ProvenanceRequirement : Requirement
{
    /// <summary>Ids of the builders that are trusted, exactly.</summary>
    public required IReadOnlyList<string> Builders { get; init; }

    /// <summary>Types of build that are understood. Default: ours.</summary>
    public IReadOnlyList<string> BuildTypes { get; init; } = [SlsaProvenance.PipelineBuildType];

    /// <summary>
    /// External parameters that must have these values. Where one builder serves several repositories, ask for the repository here: the sources of a build
    /// may name more than one. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> ExternalParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The commit, in full. Default null: any.</summary>
    public string? Commit { get; init; }

    /// <summary>The repository's address; <c>git+</c>, <c>.git</c> and a ref don't matter. Default null: any.</summary>
    public string? Repository { get; init; }

    /// <summary>Refuses what says that it was built with uncommitted changes: nobody can review or build that again. Default false.</summary>
    public bool CommittedSources { get; init; }

    /// <inheritdoc/>
    public override string PredicateType => PredicateTypes.SlsaProvenance;

    internal override IEnumerable<VerificationStep> Steps => [VerificationStep.Builder, VerificationStep.BuildType, VerificationStep.Parameters, VerificationStep.Source];

    private protected override IEnumerable<VerificationCheck> CheckContent(Predicate predicate)
    {
        var provenance = (SlsaProvenance)predicate;
        yield return Is(VerificationStep.Builder, Builders.Contains(provenance.BuilderId, StringComparer.Ordinal), $"it was built by {provenance.BuilderId}");
        yield return Is(VerificationStep.BuildType, BuildTypes.Contains(provenance.BuildType, StringComparer.Ordinal), $"it is a build of type {provenance.BuildType}");

        yield return Parameters(provenance);
        yield return Source(provenance);
    }

    private VerificationCheck Parameters(SlsaProvenance provenance)
    {
        if (ExternalParameters.Count == 0)
            return NotAsked(VerificationStep.Parameters, "no parameter");

        var wrong = ExternalParameters.Where(x => provenance.ExternalParameters.GetValueOrDefault(x.Key) != x.Value)
            .Select(x => $"{x.Key} is {(provenance.ExternalParameters.TryGetValue(x.Key, out var value) ? $"'{value}'" : "missing")}, not '{x.Value}'").ToList();
        return Is(VerificationStep.Parameters, wrong.Count == 0, wrong.Count == 0 ? string.Join(", ", ExternalParameters.Select(x => $"{x.Key} is '{x.Value}'")) : string.Join("; ", wrong));
    }

    private VerificationCheck Source(SlsaProvenance provenance)
    {
        List<(string? Repository, string Commit)> sources = [.. provenance.Sources];
        if (CommittedSources && provenance.HasUncommittedChanges)
            return Is(VerificationStep.Source, false, $"it was built with uncommitted changes{string.Concat(sources.Take(1).Select(x => $" on {x.Commit}"))}. Commit them, and build again");
        if (Commit is null && Repository is null)
            return NotAsked(VerificationStep.Source, "neither repository nor commit");

        var holds = sources.Exists(x => (Commit is null || x.Commit.Equals(Commit, StringComparison.OrdinalIgnoreCase)) && (Repository is null || x.Repository is { } uri && Plain(uri) == Plain(Repository)));
        var found = sources.Count == 0 ? "it names no source" : $"it was built from {string.Join(", ", sources.Select(x => $"{x.Repository} at {x.Commit}"))}";
        return Is(VerificationStep.Source, holds, holds ? found : $"{found}, not from {Repository ?? "any repository"} at {Commit ?? "any commit"}");
    }

    private VerificationCheck NotAsked(VerificationStep step, string what) => new(step, About, CheckOutcome.NotEvaluated, $"the policy names {what}");

    // SPDX download locations: git+https://host/path.git@ref#subpath.
    private static string Plain(string uri)
    {
        var plain = uri.StartsWith("git+", StringComparison.Ordinal) ? uri[4..] : uri;
        var scheme = plain.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : plain.IndexOf('/', scheme + 3);
        if (path >= 0 && plain.AsSpan(path).IndexOfAny('@', '#') is >= 0 and var end)
            plain = plain[..(path + end)];
        plain = plain.TrimEnd('/');
        return plain.EndsWith(".git", StringComparison.Ordinal) ? plain[..^4] : plain;
    }
}
