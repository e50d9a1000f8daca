using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of StatefulSets.</summary>
internal static class StatefulSetRules
{
    private static readonly string[] _changeable = ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    /// <summary>A StatefulSet.</summary>
    public static void Check(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        errors.RequiredOneOf(spec, "spec", "podManagementPolicy", "OrderedReady", "Parallel");
        var strategy = spec.Fields("updateStrategy");
        switch (strategy.Text("type"))
        {
            case "OnDelete" when strategy.Fields("rollingUpdate") is { } rolling:
                errors.Invalid("spec.updateStrategy.rollingUpdate", rolling, "only allowed for updateStrategy 'RollingUpdate'");
                break;
            case "OnDelete":
                break;
            case "RollingUpdate":
                errors.NotNegative(strategy.Fields("rollingUpdate"), "spec.updateStrategy.rollingUpdate", "partition");
                break;
            default:
                errors.Invalid("spec.updateStrategy", strategy, "must be 'RollingUpdate' or 'OnDelete'");
                break;
        }
        foreach (var name in (ReadOnlySpan<string>)["whenDeleted", "whenScaled"])
            errors.RequiredOneOf(spec.Fields("persistentVolumeClaimRetentionPolicy"), "spec.persistentVolumeClaimRetentionPolicy", name, "Retain", "Delete");
        errors.NotNegative(spec, "spec", "replicas");
        errors.NotNegative(spec, "spec", "minReadySeconds");
        errors.NotNegative(spec, "spec", "revisionHistoryLimit");
        if (spec.Fields("ordinals") is { } ordinals)
            errors.NotNegative(ordinals, "spec.ordinals", "start");
        if (spec.Text("serviceName") is { Length: > 0 } service)
            errors.Check("spec.serviceName", service, NameRules.Label(service));
        WorkloadRules.SelectorAndTemplate(errors, WithClaimVolumes(spec), "statefulset");
    }

    /// <summary>What can be changed without deleting it.</summary>
    public static void CheckUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        if (!JsonNode.DeepEquals(Fixed(value), Fixed(old)))
            errors.Forbidden("spec", $"updates to statefulset spec for fields other than {string.Join(", ", _changeable.SkipLast(1).Select(name => $"'{name}'"))} and '{_changeable[^1]}' are forbidden");
    }

    private static JsonObject Fixed(JsonObject value)
    {
        var spec = (JsonObject)value.Fields("spec")!.DeepClone();
        foreach (var name in _changeable)
            spec.Remove(name);
        // The controller alone writes a template's claims' status.
        foreach (var claim in spec.Objects("volumeClaimTemplates"))
            claim.Remove("status");
        return spec;
    }

    /// <summary>The spec with its claims as volumes, which its containers may mount.</summary>
    private static JsonObject? WithClaimVolumes(JsonObject? spec)
    {
        if (!spec.Objects("volumeClaimTemplates").Any() || spec.Fields("template").Fields("spec") is null)
            return spec;
        var copy = (JsonObject)spec!.DeepClone();
        var pod = copy.Fields("template")!.Fields("spec")!;
        if (pod["volumes"] is not JsonArray volumes)
            pod["volumes"] = volumes = [];
        foreach (var claim in copy.Objects("volumeClaimTemplates"))
        {
            if (claim.Fields("metadata").Text("name") is not { } name)
                continue;
            foreach (var shadowed in volumes.Where(volume => volume.Text("name") == name).ToArray())
                volumes.Remove(shadowed);
            volumes.Add((JsonNode)new JsonObject { ["name"] = name, ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = name } });
        }
        return copy;
    }
}
