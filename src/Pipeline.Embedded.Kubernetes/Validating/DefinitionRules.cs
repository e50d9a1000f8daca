using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of CustomResourceDefinitions.</summary>
internal static class DefinitionRules
{
    /// <summary>A definition.</summary>
    public static void Check(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        var (group, names) = (spec.Text("group") ?? "", spec.Fields("names"));
        if (value.Fields("metadata").Text("name") is { } name && name != $"{names.Text("plural")}.{group}")
            errors.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group");
        if (group.Length == 0)
            errors.Required("spec.group");
        else if (NameRules.Subdomain(group).ToArray() is { Length: > 0 } mistakes)
            errors.Check("spec.group", group, mistakes);
        else if (!group.Contains('.', StringComparison.Ordinal))
            errors.Invalid("spec.group", group, "should be a domain with at least one dot");
        errors.RequiredOneOf(spec, "spec", "scope", "Cluster", "Namespaced");
        Versions(errors, spec);
        foreach (var field in (ReadOnlySpan<string>)["plural", "singular", "kind", "listKind"])
        {
            if (names.Text(field) is { Length: > 0 } word)
                errors.Check($"spec.names.{field}", word, NameRules.Service(word.ToLowerInvariant()));
            else if (field is "plural" or "kind")
                errors.Required($"spec.names.{field}");
        }
        if (names.Text("kind") is { Length: > 0 } kind && kind == names.Text("listKind"))
            errors.Invalid("spec.names.listKind", kind, "kind and listKind may not be the same");
    }

    /// <summary>A change of a definition: what its objects are called stays.</summary>
    public static void CheckUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        var (spec, before) = (value.Fields("spec"), old.Fields("spec"));
        foreach (var name in (ReadOnlySpan<string>)["group", "scope"])
        {
            if (spec.Text(name) != before.Text(name))
                errors.Invalid($"spec.{name}", spec?[name], "field is immutable");
        }
        foreach (var name in (ReadOnlySpan<string>)["kind", "plural"])
        {
            if (spec.Fields("names").Text(name) != before.Fields("names").Text(name))
                errors.Invalid($"spec.names.{name}", spec.Fields("names")?[name], "field is immutable");
        }
        foreach (var (stored, index) in old.Fields("status").Items("storedVersions").Select((stored, index) => (stored.AsText() ?? "", index)))
        {
            if (spec.Objects("versions").All(version => version.Text("name") != stored))
                errors.Invalid($"status.storedVersions[{index}]", stored, "missing from spec.versions; "
                    + $"{stored} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in {stored} and removes {stored} from status.storedVersions");
        }
    }

    private static void Versions(FieldErrors errors, JsonObject? spec)
    {
        var names = new HashSet<string>();
        foreach (var (version, index) in spec.Objects("versions").Select((version, index) => (version, index)))
        {
            var place = $"spec.versions[{index}]";
            var name = version.Text("name") ?? "";
            if (!names.Add(name))
                errors.Invalid("spec.versions", spec!["versions"], "must contain unique version names");
            if (NameRules.Service(name).Any())
                errors.Invalid($"{place}.name", name, string.Join(',', NameRules.Service(name)));
            if (version.Fields("schema").Fields("openAPIV3Schema") is not { } schema)
                errors.Required($"{place}.schema.openAPIV3Schema", "schemas are required");
            else if (schema.Text("type") is var type and not "object")
                errors.Invalid($"{place}.schema.openAPIV3Schema.type", type ?? "", "must be object at the root");
        }
        if (spec.Objects("versions").Count(version => version.Flag("storage") == true) != 1)
            errors.Invalid("spec.versions", spec?["versions"], "must have exactly one version marked as storage version");
    }
}
