using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>What a statement says of its subjects.</summary>
public abstract record Predicate
{
    private protected Predicate()
    {
    }

    /// <summary>The type's URI.</summary>
    public abstract string Type { get; }

    /// <summary>When it was said, by its own account: a build's or scan's end. Null where the type, or this one, has no time.</summary>
    public abstract DateTimeOffset? MadeOn { get; }

    internal abstract JsonObject ToJson();

    /// <exception cref="FormatException">A field that the type demands is missing or wrong.</exception>
    internal static Predicate Read(string type, JsonFields fields) => type switch
    {
        PredicateTypes.SlsaProvenance => SlsaProvenance.Read(fields),
        PredicateTypes.TestResult => TestResult.Read(fields),
        PredicateTypes.Vulnerabilities => VulnerabilityScan.Read(fields),
        PredicateTypes.ReleasePlan => ReleasePlanPredicate.Read(fields),
        PredicateTypes.Evidence => EvidencePredicate.Read(fields),
        // in-toto's page writes the version into the type, cosign and CycloneDX' own registration don't.
        PredicateTypes.CycloneDx => CycloneDxBom.Read(fields),
        _ when type.StartsWith(PredicateTypes.CycloneDx + "/v1.", StringComparison.Ordinal) => CycloneDxBom.Read(fields),
        _ => new OtherPredicate(type, fields.Map),
    };
}
