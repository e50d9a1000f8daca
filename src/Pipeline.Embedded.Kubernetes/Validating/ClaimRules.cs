using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of PersistentVolumeClaims.</summary>
internal static class ClaimRules
{
    /// <summary>A claim.</summary>
    public static void Check(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        if (!spec.Items("accessModes").Any())
            errors.Required("spec.accessModes", "at least 1 access mode is required");
        foreach (var mode in spec.Items("accessModes").Select(mode => mode.AsText() ?? ""))
        {
            if (mode is not ("ReadOnlyMany" or "ReadWriteMany" or "ReadWriteOnce" or "ReadWriteOncePod"))
                errors.NotSupported("spec.accessModes", mode, "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
        }
        if (spec.Items("accessModes").Count() > 1 && spec.Items("accessModes").Any(mode => mode.AsText() == "ReadWriteOncePod"))
            errors.Forbidden("spec.accessModes", "may not use ReadWriteOncePod with other access modes");
        SelectorRules.Check(errors, spec.Fields("selector"), "spec.selector");
        if (ResourceRules.Read(spec.Fields("resources").Fields("requests")?["storage"]) is not { } storage)
            errors.Required("spec.resources[storage]");
        else if (storage.Sign <= 0)
            errors.Invalid("spec.resources[storage]", storage.ToString(), "must be greater than zero");
        if (spec.Text("storageClassName") is { Length: > 0 } name)
            errors.Check("spec.storageClassName", name, NameRules.Subdomain(name));
        errors.OneOf(spec, "spec", "volumeMode", "Block", "Filesystem");
    }

    /// <summary>A change of a claim: a bound one may grow, nothing else.</summary>
    public static void CheckUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        var (spec, before) = ((JsonObject)value.Fields("spec")!.DeepClone(), (JsonObject)old.Fields("spec")!.DeepClone());
        var (wanted, was) = (ResourceRules.Read(Storage(spec)), ResourceRules.Read(Storage(before)));
        if (old.Fields("status").Text("phase") == "Bound")
        {
            if (Storage(before) is { } size)
                spec.Fields("resources").Fields("requests")?["storage"] = size.DeepClone();
            spec.Remove("volumeAttributesClassName");
            before.Remove("volumeAttributesClassName");
            if (wanted is not null && was is not null && wanted.CompareTo(was) < 0)
                errors.Forbidden("spec.resources.requests.storage", "field can not be less than previous value");
        }
        // The volume's name is the controller's to set, once; so is a class that wasn't given.
        foreach (var name in (ReadOnlySpan<string>)["volumeName", "storageClassName"])
        {
            if (before[name] is null)
                spec.Remove(name);
        }
        if (!JsonNode.DeepEquals(spec, before))
            errors.Forbidden("spec", "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims");
    }

    private static JsonNode? Storage(JsonObject spec) => spec.Fields("resources").Fields("requests")?["storage"];
}
