using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Tests.Running.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>One runOnRequirement of the format.</summary>
internal sealed record Requirement(BsonDocument Document)
{
    /// <summary>Why <paramref name="server"/> doesn't meet it, or null where it does.</summary>
    public string? UnmetBy(ServerFacts server)
    {
        foreach (var element in Document)
        {
            if (!Meets(element, server))
                return $"{element.Name} {element.Value}";
        }

        return null;
    }

    /// <summary>A list is met when one of its requirements is, or when it is empty. Answers null or the reasons.</summary>
    public static string? Unmet(IReadOnlyList<Requirement> requirements, ServerFacts server)
    {
        var reasons = requirements.Select(x => x.UnmetBy(server)).ToList();
        return reasons.Count == 0 || reasons.Contains(null) ? null : string.Join(" or ", reasons.Distinct());
    }

    private static bool Meets(BsonElement element, ServerFacts server) => element.Name switch
    {
        "minServerVersion" => server.Version >= ServerVersion.Parse(element.Value.AsString),
        "maxServerVersion" => server.Version <= ServerVersion.Parse(element.Value.AsString),
        "topologies" or "topology" => element.Value.AsBsonArray.Any(x => x == server.Topology || (x == "sharded-replicaset" && server.Topology == "sharded")),
        "serverless" => element.Value != "require",
        "auth" => element.Value.AsBoolean == server.Authenticated,
        "authMechanism" => false,
        "csfle" => element.Value is BsonBoolean { Value: false },
        "serverParameters" => element.Value.AsBsonDocument.All(x => server.Parameters.TryGetValue(x.Name, out var actual) && Same(x.Value, actual)),
        _ => throw new UnsupportedByRunnerException($"The runner doesn't know the requirement '{element.Name}'."),
    };

    private static bool Same(BsonValue expected, BsonValue actual) =>
        Equality.Flexible(expected, actual) || (expected is BsonBoolean flag && actual.IsNumeric && flag.Value == (actual.ToDouble() != 0));
}
