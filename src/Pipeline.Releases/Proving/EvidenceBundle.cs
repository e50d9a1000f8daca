using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Releases.Proving;

/// <summary>All evidence of one release: the newest record of each kind, and of each environment that it was made in.</summary>
public sealed record EvidenceBundle
{
    private EvidenceBundle(IReadOnlyList<EvidenceRecord> records) => Records = records;

    /// <summary>The records, by kind and environment.</summary>
    public IReadOnlyList<EvidenceRecord> Records { get; }

    /// <summary>SHA-256 of the canonical form, as <c>sha256:…</c>: what a signature and the ledger name.</summary>
    public string Digest => CanonicalJson.Hash(EvidenceJson.ToNode(Records));

    /// <summary>No evidence.</summary>
    public static EvidenceBundle Empty { get; } = new([]);

    /// <summary>A bundle of records; of two for the same, the newer stays.</summary>
    public static EvidenceBundle Of(IEnumerable<EvidenceRecord> records) => new(
    [
        .. records
            .GroupBy(x => (x.Kind, x.Environment))
            .Select(x => x.MaxBy(y => y.At)!)
            .OrderBy(x => x.Kind, StringComparer.Ordinal)
            .ThenBy(x => x.Environment, StringComparer.Ordinal),
    ]);

    /// <summary>With what another bundle or a later stage adds.</summary>
    public EvidenceBundle With(IEnumerable<EvidenceRecord> records) => Of([.. Records, .. records]);

    /// <summary>The newest record of a kind that counts in an environment: made there, or before any.</summary>
    public EvidenceRecord? Find(Evidence kind, string? environment = null) => Records
        .Where(x => x.Kind == kind.Name && (x.Environment is null || environment is null || x.Environment == environment))
        .MaxBy(x => x.At);

    /// <inheritdoc/>
    public bool Equals(EvidenceBundle? other) => other is not null && Digest == other.Digest;

    /// <inheritdoc/>
    public override int GetHashCode() => Digest.GetHashCode(StringComparison.Ordinal);
}
