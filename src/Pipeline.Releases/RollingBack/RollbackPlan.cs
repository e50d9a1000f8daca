using Pipeline.Kubernetes.Diffing;
using Pipeline.Kubernetes.Planning;
using Pipeline.Releases.Promoting;

namespace Pipeline.Releases.RollingBack;

/// <summary>What going back to an earlier release would do, to the cluster and to the schema. Nothing has been changed by making it.</summary>
public sealed record RollbackPlan
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>What the cluster would do.</summary>
    public required DeployPlan Deployment { get; init; }

    /// <summary>What becomes of the schema; null where the environment has no database.</summary>
    public SchemaChoice? Schema { get; init; }

    /// <summary>The version that the schema goes down to; null where it stays.</summary>
    public long? DownTo { get; init; }

    /// <summary>What is approved. The same world gives the same hash.</summary>
    public string Hash => CanonicalJson.Hash(new System.Text.Json.Nodes.JsonObject
    {
        ["environment"] = Environment,
        ["deployment"] = Deployment.Hash,
        ["schema"] = Schema?.Fate.ToString(),
        ["downTo"] = DownTo,
    });
}
