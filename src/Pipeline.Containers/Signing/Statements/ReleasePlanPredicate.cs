using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>The plan of a release, by the hash that was approved.</summary>
public sealed record ReleasePlanPredicate : Predicate
{
    /// <summary>The release's number.</summary>
    public required int Release { get; init; }

    /// <summary>Where it is to go.</summary>
    public required string Environment { get; init; }

    /// <summary>The plan's hash.</summary>
    public required Digest PlanHash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>What the plan is made of, each by its digest: <c>manifests</c>, <c>migrations</c>. Default nothing.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string Type => PredicateTypes.ReleasePlan;

    /// <summary><see cref="CreatedOn"/>.</summary>
    public override DateTimeOffset? MadeOn => CreatedOn;

    internal static ReleasePlanPredicate Read(JsonFields fields) => new()
    {
        Release = fields.Integer("release"),
        Environment = fields.Text("environment"),
        PlanHash = fields.Digest("planHash"),
        CreatedOn = fields.Time("createdOn"),
        Parts = fields.TextMap("parts"),
    };

    internal override JsonObject ToJson()
    {
        var json = new JsonObject { ["release"] = Release, ["environment"] = Environment, ["planHash"] = PlanHash.ToString(), ["createdOn"] = Timestamp.Text(CreatedOn) };
        json.Put("parts", Parts);
        return json;
    }
}
