using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Diffing;

/// <summary>What a plan was compared with, as a hash: the object without what moves by itself.</summary>
internal static class LiveState
{
    private static readonly string[] Moving = ["managedFields", "resourceVersion", "generation", "selfLink"];

    // Set by controllers some time after an object is made.
    private static readonly string[] ControllersAnnotations = ["deployment.kubernetes.io/", "pv.kubernetes.io/", "volume.kubernetes.io/", "volume.beta.kubernetes.io/", "deprecated.daemonset.template.generation"];

    public static string Fingerprint(JsonObject live, bool isAutoscaled)
    {
        var copy = live.DeepClone().AsObject();
        copy.Remove("status");
        if (copy["metadata"] is JsonObject metadata)
        {
            foreach (var name in Moving)
                metadata.Remove(name);
            if (metadata["annotations"] is JsonObject annotations)
            {
                foreach (var name in annotations.Select(x => x.Key).Where(x => ControllersAnnotations.Any(y => x.StartsWith(y, StringComparison.Ordinal))).ToList())
                    annotations.Remove(name);
                if (annotations.Count == 0)
                    metadata.Remove("annotations");
            }
        }

        if (copy["spec"] is JsonObject spec)
        {
            if (isAutoscaled)
                spec.Remove("replicas");
            if (copy.Text("kind") == "PersistentVolumeClaim")
                spec.Remove("volumeName");
        }

        return CanonicalJson.Hash(copy);
    }
}
