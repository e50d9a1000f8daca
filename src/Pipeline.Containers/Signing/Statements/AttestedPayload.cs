using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>An attestation that belongs to a bundle, by the digest of what was signed.</summary>
/// <param name="PredicateType">Its predicate's type.</param>
/// <param name="Payload">The digest of its payload.</param>
public sealed record AttestedPayload(string PredicateType, Digest Payload)
{
    internal static AttestedPayload Read(JsonFields fields) => new(fields.Text("predicateType"), fields.Digest("payload"));

    internal JsonObject ToJson() => new() { ["predicateType"] = PredicateType, ["payload"] = Payload.ToString() };
}
