using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of pods, and of the templates that they are made from.</summary>
internal static class PodRules
{
    private const string Unchangeable = "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    /// <summary>A pod.</summary>
    public static void Check(FieldErrors errors, JsonObject value) => PodSpecRules.Check(errors, value.Fields("spec"), "spec");

    /// <summary>A change of a pod: images, deadlines and more tolerations, nothing else.</summary>
    public static void CheckUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        var (spec, before) = ((JsonObject)value.Fields("spec")!.DeepClone(), (JsonObject)old.Fields("spec")!.DeepClone());
        var added = spec.Items("tolerations").Count() >= before.Items("tolerations").Count()
            && before.Items("tolerations").All(toleration => spec.Items("tolerations").Any(each => JsonNode.DeepEquals(each, toleration)));
        if (!added)
            errors.Forbidden("spec.tolerations", "existing toleration can not be modified except its tolerationSeconds");
        foreach (var each in (ReadOnlySpan<JsonObject>)[spec, before])
        {
            foreach (var name in (ReadOnlySpan<string>)["tolerations", "activeDeadlineSeconds", "ephemeralContainers", "nodeName"])
                each.Remove(name);
            foreach (var container in each.Objects("containers").Concat(each.Objects("initContainers")))
                container.Remove("image");
        }
        if (!JsonNode.DeepEquals(spec, before))
            errors.Forbidden("spec", Unchangeable);
    }

    /// <summary>A template: its metadata and its pods' spec.</summary>
    public static void Template(FieldErrors errors, JsonObject? template, string path)
    {
        MetadataRules.Labels(errors, template.Fields("metadata").Fields("labels"), $"{path}.metadata.labels");
        MetadataRules.Annotations(errors, template.Fields("metadata").Fields("annotations"), $"{path}.metadata.annotations");
        PodSpecRules.Check(errors, template.Fields("spec"), $"{path}.spec");
    }
}
