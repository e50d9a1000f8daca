using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Diffing;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Planning;

/// <summary>What a plan's hash stands for: each part by name, so that two plans can be told apart by the part that moved.</summary>
internal static class ReleasePlanHash
{
    public static string Of(ReleasePlan plan) => CanonicalJson.Hash(new JsonObject([.. Parts(plan).Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))]));

    /// <summary>Each part, with its own hash.</summary>
    public static IReadOnlyDictionary<string, string> Parts(ReleasePlan plan) => new Dictionary<string, string>
    {
        ["release"] = Hash(new { plan.Application, plan.Environment, plan.Number, plan.CurrentNumber, plan.ClusterUid, plan.Commit, plan.ManifestCommit }),
        ["images and signatures"] = Hash(plan.Images.Select(x => new { x.Reference, x.SignedBy })),
        ["migrations"] = Hash(plan.Migrations is { } database ? new { database.CurrentVersion, database.PlanHash, database.CanRun } : null),
        ["objects of the cluster"] = plan.DeployPlanHash,
        ["settings"] = Hash(plan.Settings),
        ["secret versions"] = Hash(plan.Secrets),
        ["workflow"] = plan.WorkflowDigest ?? "",
        ["earlier attempt"] = Hash(plan.Earlier),
        ["evidence"] = plan.Evidence.Digest,
        ["policy"] = Hash(new { plan.Policy.Policy, plan.FreezeOverride, LetPass = plan.Policy.Checks.Where(x => x.State == CheckState.NotDone).Select(x => x.Name) }),
        ["what is wired"] = Hash(plan.NotWired),
    };

    private static string Hash(object? value) => CanonicalJson.Hash(JsonSerializer.SerializeToNode(value, EvidenceJson.Options));
}
