using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>Fields of an applied configuration that the path it is applied to doesn't write, and so doesn't own.</summary>
internal static class AppliedFields
{
    public static void Reset(ObjectTarget target, JsonObject applied)
    {
        if (target.Subresource is null)
        {
            if (target.Type.HasStatus && target.Type.Kind != "Node")
                applied.Remove("status");
            return;
        }

        foreach (var name in applied.Select(x => x.Key).Where(x => x is not ("apiVersion" or "kind" or "metadata" or "status")).ToList())
            applied.Remove(name);
        var metadata = ObjectMetadata.Of(applied);
        foreach (var name in metadata.Select(x => x.Key).Where(x => x is not ("name" or "namespace" or "uid" or "resourceVersion")).ToList())
            metadata.Remove(name);
    }
}
