using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of a container's environment.</summary>
internal static class VariableRules
{
    private static readonly string[] _sources = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];
    private static readonly string[] _fieldPaths =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    /// <summary><c>env</c> and <c>envFrom</c>.</summary>
    public static void Check(FieldErrors errors, JsonObject container, string path)
    {
        foreach (var (variable, index) in container.Objects("env").Select((variable, index) => (variable, index)))
        {
            var place = $"{path}.env[{index}]";
            if (variable.Text("name") is not { Length: > 0 } name)
                errors.Required($"{place}.name");
            else
                errors.Check($"{place}.name", name, NameRules.Variable(name));
            if (variable.Fields("valueFrom") is { } source)
                Source(errors, variable, source, $"{place}.valueFrom");
        }
        foreach (var (source, index) in container.Objects("envFrom").Select((source, index) => (source, index)))
            From(errors, source, $"{path}.envFrom[{index}]");
    }

    private static void Source(FieldErrors errors, JsonObject variable, JsonObject source, string path)
    {
        var given = _sources.Where(name => source[name] is JsonObject).ToArray();
        foreach (var name in given)
        {
            var reference = source.Fields(name)!;
            if (name == "fieldRef")
                FieldPath(errors, reference, $"{path}.fieldRef");
            else if (name == "resourceFieldRef" && reference.Text("resource") is not { Length: > 0 })
                errors.Required($"{path}.resourceFieldRef.resource");
            else if (name is "configMapKeyRef" or "secretKeyRef")
                Key(errors, reference, $"{path}.{name}");
        }
        if (given.Length == 0)
            errors.Invalid(path, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        else if (variable.Text("value") is { Length: > 0 })
            errors.Invalid(path, "", "may not be specified when `value` is not empty");
        else if (given.Length > 1)
            errors.Invalid(path, "", "may not have more than one field specified at a time");
    }

    private static void FieldPath(FieldErrors errors, JsonObject reference, string path)
    {
        if (reference.Text("fieldPath") is not { Length: > 0 } field)
            errors.Required($"{path}.fieldPath");
        else if (field.EndsWith(']') && (field.StartsWith("metadata.labels['", StringComparison.Ordinal) || field.StartsWith("metadata.annotations['", StringComparison.Ordinal)))
            return;
        else if (!_fieldPaths.Contains(field))
            errors.Invalid($"{path}.fieldPath", field, $"error converting fieldPath: field label not supported: {field}");
    }

    private static void Key(FieldErrors errors, JsonObject reference, string path)
    {
        if (reference.Text("name") is { Length: > 0 } name)
            errors.Check($"{path}.name", name, NameRules.Subdomain(name));
        if (reference.Text("key") is not { Length: > 0 } key)
            errors.Required($"{path}.key");
        else
            errors.Check($"{path}.key", key, NameRules.ConfigKey(key));
    }

    private static void From(FieldErrors errors, JsonObject source, string path)
    {
        if (source.Text("prefix") is { Length: > 0 } prefix)
            errors.Check($"{path}.prefix", prefix, NameRules.Variable(prefix));
        var given = ((string[])["configMapRef", "secretRef"]).Where(name => source[name] is JsonObject).ToArray();
        foreach (var name in given)
        {
            if (source.Fields(name).Text("name") is not { Length: > 0 } referred)
                errors.Required($"{path}.{name}.name");
            else
                errors.Check($"{path}.{name}.name", referred, NameRules.Subdomain(referred));
        }
        if (given.Length != 1)
            errors.Invalid(path, "", given.Length == 0 ? "must specify one of: `configMapRef` or `secretRef`" : "may not have more than one field specified at a time");
    }
}
