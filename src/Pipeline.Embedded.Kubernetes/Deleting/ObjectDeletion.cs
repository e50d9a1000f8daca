using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>Deletes objects as their finalizers, grace periods and the propagation policy say.</summary>
internal sealed class ObjectDeletion(ObjectStore store, TimeProvider time)
{
    private const int Attempts = 100;
    private const long DefaultGraceSeconds = 30;

    public DeletionOutcome Delete(ObjectTarget target, DeletionRequest request)
    {
        for (var i = 0; i < Attempts; i++)
        {
            var old = store.Find(target.Type.StorageKey, target.NamespaceName, target.Name) ?? throw Refusals.NotFound(target.Type, target.Name);
            CheckPreconditions(target, old, request);
            if (TryDelete(target.Type, old, request) is { } outcome)
                return outcome;
        }

        throw Refusals.Modified(target.Type, target.Name);
    }

    private static void CheckPreconditions(ObjectTarget target, StoredObject old, DeletionRequest request)
    {
        var type = target.Type;
        if (request.Uid is { } uid && uid != old.Uid)
        {
            throw Refusals.Conflict(
                type.Group,
                type.Kind,
                target.Name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({old.Uid}). The object might have been deleted and then recreated");
        }

        if (request.ResourceVersion is { } version && version != ObjectJson.Version(old.Version))
        {
            throw Refusals.Conflict(
                type.Group,
                type.Kind,
                target.Name,
                $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({old.Version}). The object might have been modified");
        }
    }

    private DeletionOutcome? TryDelete(ResourceType type, StoredObject old, DeletionRequest request)
    {
        var value = (JsonObject)old.Value.DeepClone();
        var metadata = ObjectMetadata.Of(value);
        var finalizers = FinalizersAfter(type, value, request);
        metadata.Remove("finalizers");
        if (finalizers.Count > 0)
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(x => (JsonNode)x)]);
        var grace = GraceSeconds(type, value, request);
        var isNew = !old.IsBeingDeleted;
        if (type.Kind == "Namespace" && type.Group.Length == 0)
            MarkNamespace(value, metadata, isNew);
        else if (type == BuiltInTypes.Definitions)
            MarkDefinition(metadata, value, isNew);
        else
            Mark(metadata, grace, isNew);

        if (Finalizers.IsReleased(value))
        {
            if (request.IsDryRun)
                return new DeletionOutcome(old, IsGone: true);
            return store.Remove(type.StorageKey, old) is { } removed ? new DeletionOutcome(removed, IsGone: true) : null;
        }

        if (Sameness.Same(old.Value, value))
            return new DeletionOutcome(old, IsGone: false);
        if (request.IsDryRun)
            return new DeletionOutcome(new StoredObject(old.NamespaceName, old.Name, old.Version, value, ObjectJson.Body(value)), IsGone: false);
        return store.Put(type.StorageKey, old.NamespaceName, old.Name, old, value) is { } stored ? new DeletionOutcome(stored, IsGone: false) : null;
    }

    private void Mark(JsonObject metadata, long grace, bool isNew)
    {
        if (!isNew && ObjectMetadata.Number(metadata, "deletionGracePeriodSeconds") <= grace)
            return;
        var now = time.GetUtcNow();
        metadata["deletionTimestamp"] = ObjectMetadata.Time(now.AddSeconds(grace));
        metadata["deletionGracePeriodSeconds"] = grace;
        if (isNew && ObjectMetadata.Number(metadata, "generation") is > 0 and var generation)
            metadata["generation"] = generation + 1;
    }

    private void MarkNamespace(JsonObject value, JsonObject metadata, bool isNew)
    {
        if (!isNew)
            return;
        metadata["deletionTimestamp"] = ObjectMetadata.Time(time.GetUtcNow());
        if (value["status"] is not JsonObject status)
            value["status"] = status = [];
        status["phase"] = "Terminating";
    }

    private void MarkDefinition(JsonObject metadata, JsonObject value, bool isNew)
    {
        if (!isNew)
            return;
        var now = ObjectMetadata.Time(time.GetUtcNow());
        metadata["deletionTimestamp"] = now;
        metadata["finalizers"] = new JsonArray([.. ObjectMetadata.Names(metadata, "finalizers").Append(CustomResources.CustomDefinitions.Finalizer).Distinct().Select(x => (JsonNode)x)]);
        CustomResources.CustomDefinitions.SetCondition(
            value,
            "Terminating",
            "True",
            "InstanceDeletionPending",
            "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
            now);
    }

    private static List<string> FinalizersAfter(ResourceType type, JsonObject value, DeletionRequest request)
    {
        var names = ObjectMetadata.Names(ObjectMetadata.Of(value), "finalizers").ToList();
        var policy = request.Propagation;
        if (policy is null && type is { Group: "batch", Kind: "Job" } && !names.Contains(Finalizers.Foreground))
        {
            policy = "Orphan";
            request.Warnings.Add("child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning");
        }

        if (policy is null)
            return names;
        names.Remove(Finalizers.Orphan);
        names.Remove(Finalizers.Foreground);
        if (policy == "Orphan")
            names.Add(Finalizers.Orphan);
        else if (policy == "Foreground")
            names.Add(Finalizers.Foreground);
        return names;
    }

    // A pod that never came to a node, or has ended, has nothing to wait for.
    private static long GraceSeconds(ResourceType type, JsonObject value, DeletionRequest request)
    {
        if (type != BuiltInTypes.Pods)
            return 0;
        var spec = value["spec"] as JsonObject ?? [];
        if (string.IsNullOrEmpty(ObjectMetadata.Text(spec, "nodeName")) || (value["status"] is JsonObject status && ObjectMetadata.Text(status, "phase") is "Succeeded" or "Failed"))
            return 0;
        if (request.GracePeriodSeconds is { } asked)
            return Math.Max(0, asked);
        return spec["terminationGracePeriodSeconds"] is null ? DefaultGraceSeconds : ObjectMetadata.Number(spec, "terminationGracePeriodSeconds");
    }
}
