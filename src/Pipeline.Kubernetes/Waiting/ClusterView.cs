using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Waiting;

/// <summary>The objects that the feeds have told of, as they are now.</summary>
internal sealed class ClusterView
{
    private readonly Dictionary<(string Group, string Kind, string Namespace, string Name), JsonObject> _objects = [];

    public void Apply(FeedChange change)
    {
        if (change.IsWhole)
        {
            foreach (var identity in _objects.Keys.Where(x => x.Group == change.Type.Group && x.Kind == change.Type.Kind && x.Namespace == (change.Namespace ?? "")).ToList())
                _objects.Remove(identity);
        }

        foreach (var item in change.Items)
        {
            var identity = ObjectReference.Of(item).Identity;
            if (change.IsDeletion)
                _objects.Remove(identity);
            else
                _objects[identity] = item;
        }
    }

    public JsonObject? Find(ObjectReference reference) => _objects.GetValueOrDefault(reference.Identity);

    /// <summary>The pods that a workload's newest revision has made; those of earlier ones say nothing about it.</summary>
    public IReadOnlyList<JsonObject> NewPods(JsonObject workload)
    {
        if (workload.Uid() is not { } uid || workload.Whole("status", "observedGeneration") is { } observed && observed < workload.Whole("metadata", "generation"))
            return [];

        var @namespace = workload.Text("metadata", "namespace") ?? "";
        return workload.Text("kind") switch
        {
            "Pod" => [workload],
            "Deployment" => NewReplicaSet(workload, uid, @namespace).Uid() is { } replicaSet ? Owned("Pod", @namespace, replicaSet) : [],
            "StatefulSet" => [.. Owned("Pod", @namespace, uid).Where(x => x.Text("metadata", "labels", "controller-revision-hash") == workload.Text("status", "updateRevision"))],
            "DaemonSet" => [.. Owned("Pod", @namespace, uid).Where(x => workload.Annotation("deprecated.daemonset.template.generation") is not { } generation || x.Text("metadata", "labels", "pod-template-generation") == generation)],
            _ => Owned("Pod", @namespace, uid),
        };
    }

    /// <summary>A workload, its newest ReplicaSet and its new pods: those whose events tell about a rollout.</summary>
    public IReadOnlyList<JsonObject> Related(JsonObject workload) => workload.Text("kind") == "Deployment" && workload.Uid() is { } uid && NewReplicaSet(workload, uid, workload.Text("metadata", "namespace") ?? "") is { } replicaSet
        ? [workload, replicaSet, .. NewPods(workload)]
        : [workload, .. NewPods(workload).Where(x => x != workload)];

    private JsonObject? NewReplicaSet(JsonObject deployment, string uid, string @namespace) =>
        Owned("ReplicaSet", @namespace, uid).FirstOrDefault(x => x.Annotation("deployment.kubernetes.io/revision") is { } revision && revision == deployment.Annotation("deployment.kubernetes.io/revision"));

    private List<JsonObject> Owned(string kind, string @namespace, string uid) =>
        [.. _objects.Where(x => x.Key.Kind == kind && x.Key.Namespace == @namespace && x.Value.Items("metadata", "ownerReferences").Any(y => y.Text("uid") == uid)).Select(x => x.Value)];
}
