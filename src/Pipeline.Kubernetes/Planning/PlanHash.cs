using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Planning;

/// <summary>What is approved: which objects are applied, pruned and kept, and what they were compared with. The same for the same plan, whoever makes it.</summary>
internal static class PlanHash
{
    /// <summary>Over all that a saved plan shows its reader: also what <see cref="Of"/> leaves to the server.</summary>
    public static string Seal(DeployPlan plan) => CanonicalJson.Hash(new JsonObject
    {
        ["plan"] = Of(plan),
        ["actions"] = new JsonArray([.. plan.Objects.Select(x => JsonValue.Create(x.Action.ToString()))]),
    });

    /// <param name="plan">The plan.</param>
    /// <param name="withNamespaceState">Whether it counts if the namespace of the records is there already.</param>
    public static string Of(DeployPlan plan, bool withNamespaceState = true) => CanonicalJson.Hash(new JsonObject
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
        ["objects"] = new JsonArray([.. plan.Objects.Select(x => Object(x, plan, withNamespaceState || !IsOwnNamespace(x, plan)))]),
    });

    private static JsonObject Object(PlannedObject item, DeployPlan plan, bool withState)
    {
        var json = new JsonObject
        {
            ["object"] = item.Reference.ToString(),
            ["body"] = item.Body is null ? null : SecretValues.Sealed(item.Body, plan.ClusterUid).DeepClone(),
        };
        if (!withState)
            return json;
        // Whether a change is one, or takes a replacement, the server alone knows, and who may only look can't ask it: what is approved is the body, over this live object.
        json["action"] = item.Action is PlannedAction.Unchanged or PlannedAction.Change or PlannedAction.Replace ? "Apply" : item.Action.ToString();
        json["live"] = item.LiveFingerprint;
        json["uid"] = item.LiveUid;
        return json;
    }

    private static bool IsOwnNamespace(PlannedObject item, DeployPlan plan) => item.Reference.Kind == "Namespace" && item.Reference.Group.Length == 0 && item.Reference.Name == plan.Namespace;
}
