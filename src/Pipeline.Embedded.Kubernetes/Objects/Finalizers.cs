using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>What keeps an object that is being deleted.</summary>
internal static class Finalizers
{
    public const string Orphan = "orphan";

    public const string Foreground = "foregroundDeletion";

    /// <summary>Whether an object is being deleted and nothing keeps it any more.</summary>
    public static bool IsReleased(JsonObject value)
    {
        var metadata = ObjectMetadata.Of(value);
        return metadata["deletionTimestamp"] is not null
            && ObjectMetadata.Names(metadata, "finalizers").Count == 0
            && ObjectMetadata.Number(metadata, "deletionGracePeriodSeconds") == 0
            && (value["spec"] is not JsonObject spec || (string?)value["kind"] != "Namespace" || ObjectMetadata.Names(spec, "finalizers").Count == 0);
    }

    /// <exception cref="ApiRefusal">An object that is being deleted would be kept by something new.</exception>
    public static void CheckNoneAdded(ObjectTarget target, JsonObject before, JsonObject value)
    {
        var metadata = ObjectMetadata.Of(before);
        if (metadata["deletionTimestamp"] is null)
            return;
        var known = ObjectMetadata.Names(metadata, "finalizers");
        var added = ObjectMetadata.Names(ObjectMetadata.Of(value), "finalizers").Except(known).ToList();
        if (added.Count == 0)
            return;
        var list = string.Join(", ", added.Select(x => $"\"{x}\""));
        throw Refusals.Invalid(
            target.Type,
            target.Name,
            new FieldCause("FieldValueForbidden", $"Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{{{list}}}", "metadata.finalizers"));
    }
}
