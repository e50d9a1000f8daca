using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Planning;

/// <summary>What is approved: which objects are applied, pruned and kept, and what they were compared with. The same for the same plan, whoever makes it.</summary>
internal static class PlanHash
{
    public static string Of(DeployPlan plan) => CanonicalJson.Hash(new JsonObject
    {
        ["application"] = plan.Application,
        ["namespace"] = plan.Namespace,
        ["cluster"] = plan.ClusterUid,
        ["number"] = plan.Number,
        ["current"] = plan.CurrentNumber,
        ["rollback"] = plan.IsRollback,
        ["force"] = plan.ForceConflicts,
        ["prune"] = plan.Prune,
        ["keepFailed"] = plan.KeepFailed,
        ["timeout"] = plan.Timeout.TotalSeconds,
        ["evidence"] = plan.Evidence?.DeepClone(),
        ["objects"] = new JsonArray([.. plan.Objects.Select(x => new JsonObject
        {
            ["object"] = x.Reference.ToString(),
            ["action"] = x.Action.ToString(),
            ["body"] = x.Body is null ? null : SecretValues.Sealed(x.Body, plan.ClusterUid).DeepClone(),
            ["live"] = x.LiveFingerprint,
            ["uid"] = x.LiveUid,
        })]),
    });
}
