using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>The object and its status are written apart: each path keeps what belongs to the other.</summary>
internal static class Subresources
{
    /// <summary>The object that a write through the target's path leaves. <paramref name="before"/>: the object as it is. <paramref name="value"/>: the object as it was sent.</summary>
    public static JsonObject Separate(ObjectTarget target, JsonObject before, JsonObject value)
    {
        switch (target.Subresource)
        {
            case "status":
                return WithStatus(target, before, value);
            case null when target.Type.HasStatus:
                ObjectMetadata.Copy(before, value, "status");
                return value;
            default:
                return value;
        }
    }

    private static JsonObject WithStatus(ObjectTarget target, JsonObject before, JsonObject value)
    {
        var result = (JsonObject)before.DeepClone();
        ObjectMetadata.Copy(value, result, "status");
        var metadata = ObjectMetadata.Of(result);
        var sent = ObjectMetadata.Of(value);
        ObjectMetadata.Copy(sent, metadata, "managedFields");
        ObjectMetadata.Copy(sent, metadata, "uid");
        if (target.Type.IsCustom)
            return result;
        ObjectMetadata.Copy(sent, metadata, "annotations");
        ObjectMetadata.Copy(sent, metadata, "finalizers");
        if (target.Type.Group.Length == 0)
            ObjectMetadata.Copy(sent, metadata, "labels");
        return result;
    }
}
