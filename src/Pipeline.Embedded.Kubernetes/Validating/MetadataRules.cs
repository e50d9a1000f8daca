using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of <c>metadata</c>, which every object has.</summary>
internal static class MetadataRules
{
    private const int MaxAnnotationBytes = 256 * 1024;

    /// <summary>Names, labels, annotations, owners and finalizers.</summary>
    public static void Check(FieldErrors errors, JsonObject value, Func<string, IEnumerable<string>> nameRule)
    {
        var metadata = value.Fields("metadata");
        if (metadata.Text("generateName") is { Length: > 0 } prefix)
        {
            // A prefix may end in a dash, as more comes behind it.
            errors.Check("metadata.generateName", prefix, nameRule(prefix is [_, .., '-'] ? $"{prefix[..^1]}a" : prefix));
        }
        if (metadata.Text("name") is not { Length: > 0 } name)
            errors.Required("metadata.name", "name or generateName is required");
        else
            errors.Check("metadata.name", name, nameRule(name));
        if (metadata.Whole("generation") is < 0 and var generation)
            errors.Invalid("metadata.generation", generation, "must be greater than or equal to 0");
        Labels(errors, metadata.Fields("labels"), "metadata.labels");
        Annotations(errors, metadata.Fields("annotations"), "metadata.annotations");
        Owners(errors, metadata);
        foreach (var (finalizer, index) in metadata.Items("finalizers").Select((finalizer, index) => (finalizer.AsText() ?? "", index)))
        {
            errors.Check("metadata.finalizers", finalizer, NameRules.Qualified(finalizer));
            if (!finalizer.Contains('/', StringComparison.Ordinal) && finalizer is not ("orphan" or "foregroundDeletion" or "kubernetes"))
                errors.Invalid($"metadata.finalizers[{index}]", finalizer, "name is neither a standard finalizer name nor is it fully qualified");
        }
    }

    /// <summary>What an update may not change.</summary>
    public static void CheckUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        var (now, before) = (value.Fields("metadata"), old.Fields("metadata"));
        foreach (var name in (ReadOnlySpan<string>)["name", "namespace", "uid", "creationTimestamp"])
        {
            if (before.Text(name) is { } was && now.Text(name) is { } wanted && was != wanted)
                errors.Invalid($"metadata.{name}", wanted, "field is immutable");
        }
        if (before.Text("deletionTimestamp") is not null && now.Items("finalizers").Select(each => each.AsText()).Except(before.Items("finalizers").Select(each => each.AsText())).ToArray() is { Length: > 0 } added)
            errors.Forbidden("metadata.finalizers", $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(name => $"\"{name}\""))}}}");
    }

    /// <summary>A map of labels.</summary>
    public static void Labels(FieldErrors errors, JsonObject? labels, string path)
    {
        foreach (var (key, value) in labels ?? [])
        {
            errors.Check(path, key, NameRules.Qualified(key));
            errors.Check(path, value.AsText() ?? "", NameRules.LabelValue(value.AsText() ?? ""));
        }
    }

    /// <summary>A map of annotations.</summary>
    public static void Annotations(FieldErrors errors, JsonObject? annotations, string path)
    {
        foreach (var (key, _) in annotations ?? [])
            errors.Check(path, key, NameRules.Qualified(key.ToLowerInvariant()));
        if ((annotations ?? []).Sum(annotation => Encoding.UTF8.GetByteCount(annotation.Key) + Encoding.UTF8.GetByteCount(annotation.Value.AsText() ?? "")) > MaxAnnotationBytes)
            errors.TooLong(path, MaxAnnotationBytes);
    }

    private static void Owners(FieldErrors errors, JsonObject? metadata)
    {
        JsonObject? controller = null;
        foreach (var (owner, index) in metadata.Objects("ownerReferences").Select((owner, index) => (owner, index)))
        {
            var path = $"metadata.ownerReferences[{index}]";
            if (owner.Text("apiVersion") is not { Length: > 0 })
                errors.Invalid($"{path}.apiVersion", "", "version must not be empty");
            foreach (var name in (ReadOnlySpan<string>)["kind", "name", "uid"])
            {
                if (owner.Text(name) is not { Length: > 0 })
                    errors.Invalid($"{path}.{name}", "", $"{name} must not be empty");
            }
            if (owner.Flag("controller") != true)
                continue;
            if (controller is not null)
                errors.Invalid("metadata.ownerReferences", metadata!["ownerReferences"], $"Only one reference can have Controller set to true. Found \"true\" in references for {controller.Text("name")} and {owner.Text("name")}");
            controller ??= owner;
        }
    }
}
