using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>
/// Everything that speaks for a release. It closes the bundle: in-toto's bundles aren't signed as a whole, so an attestation could be taken out unseen;
/// what is named here and isn't there is noticed.
/// </summary>
public sealed record EvidencePredicate : Predicate
{
    /// <summary>When the evidence was closed.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>The release's number; null while it has none.</summary>
    public int? Release { get; init; }

    /// <summary>The digest of the evidence as a whole, which the ledger names too; null where it has none.</summary>
    public Digest? Evidence { get; init; }

    /// <summary>How the stages ended. Default none.</summary>
    public IReadOnlyList<StageResult> Stages { get; init; } = [];

    /// <summary>The attestations that must be in the bundle.</summary>
    public IReadOnlyList<AttestedPayload> Attestations { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => PredicateTypes.Evidence;

    /// <summary><see cref="CreatedOn"/>.</summary>
    public override DateTimeOffset? MadeOn => CreatedOn;

    internal static EvidencePredicate Read(JsonFields fields) => new()
    {
        CreatedOn = fields.Time("createdOn"),
        Release = fields.OptionalInteger("release"),
        Evidence = fields.OptionalText("evidence") is null ? null : fields.Digest("evidence"),
        Stages = [.. fields.Objects("stages").Select(StageResult.Read)],
        Attestations = [.. fields.Objects("attestations").Select(AttestedPayload.Read)],
    };

    internal override JsonObject ToJson()
    {
        var json = new JsonObject { ["createdOn"] = Timestamp.Text(CreatedOn) };
        json.Put("release", Release);
        json.Put("evidence", Evidence?.ToString());
        json.Put("stages", Stages.Select(x => x.ToJson()));
        json.Put("attestations", Attestations.Select(x => x.ToJson()));
        return json;
    }
}
