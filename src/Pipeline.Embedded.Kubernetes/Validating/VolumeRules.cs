using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of volumes and of where containers see them.</summary>
internal static class VolumeRules
{
    private const int MaxMode = 511;

    /// <summary>A pod's volumes.</summary>
    public static void Check(FieldErrors errors, JsonObject? spec, string path)
    {
        var names = new HashSet<string>();
        foreach (var (volume, index) in spec.Objects("volumes").Select((volume, index) => (volume, index)))
        {
            var place = $"{path}.volumes[{index}]";
            var sources = volume.Where(field => field.Key != "name" && field.Value is JsonObject).ToArray();
            foreach (var ((kind, _), at) in sources.Select((source, at) => (source, at)))
            {
                if (at > 0)
                    errors.Forbidden($"{place}.{kind}", "may not specify more than 1 volume type");
                else
                    Source(errors, kind, volume.Fields(kind)!, $"{place}.{kind}");
            }
            if (sources.Length == 0)
                errors.Required(place, "must specify a volume type");
            if (volume.Text("name") is not { Length: > 0 } name)
                errors.Required($"{place}.name");
            else
                errors.Check($"{place}.name", name, NameRules.Label(name));
            if (volume.Text("name") is { Length: > 0 } known && !names.Add(known))
                errors.Duplicate($"{place}.name", known);
        }
    }

    /// <summary>A container's mounts: of volumes that there are, each at a place of its own.</summary>
    public static void Mounts(FieldErrors errors, JsonObject container, string path, IReadOnlySet<string> volumes)
    {
        var places = new HashSet<string>();
        foreach (var (mount, index) in container.Objects("volumeMounts").Select((mount, index) => (mount, index)))
        {
            var place = $"{path}.volumeMounts[{index}]";
            if (mount.Text("name") is not { Length: > 0 } name)
                errors.Required($"{place}.name");
            else if (!volumes.Contains(name))
                errors.NotFound($"{place}.name", name);
            if (mount.Text("mountPath") is not { Length: > 0 } at)
                errors.Required($"{place}.mountPath");
            else if (!places.Add(at))
                errors.Invalid($"{place}.mountPath", at, "must be unique");
            foreach (var field in (ReadOnlySpan<string>)["subPath", "subPathExpr"])
            {
                if (mount.Text(field) is { Length: > 0 } below)
                    Descending(errors, below, $"{place}.{field}");
            }
            if (mount.Text("subPath") is { Length: > 0 } && mount.Text("subPathExpr") is { Length: > 0 } expression)
                errors.Invalid($"{place}.subPathExpr", expression, "subPathExpr and subPath are mutually exclusive");
        }
    }

    private static void Source(FieldErrors errors, string kind, JsonObject source, string path)
    {
        switch (kind)
        {
            case "configMap":
                Needs(errors, source, path, "name");
                Files(errors, source, path);
                break;
            case "secret":
                Needs(errors, source, path, "secretName");
                Files(errors, source, path);
                break;
            case "persistentVolumeClaim":
                Needs(errors, source, path, "claimName");
                break;
            case "hostPath":
                Needs(errors, source, path, "path");
                break;
            case "nfs":
                Needs(errors, source, path, "server");
                Needs(errors, source, path, "path");
                if (source.Text("path") is { Length: > 0 } export && export[0] != '/')
                    errors.Invalid($"{path}.path", export, "must be an absolute path");
                break;
            case "csi":
                Needs(errors, source, path, "driver");
                break;
            case "emptyDir":
                if (ResourceRules.Read(source["sizeLimit"]) is { Sign: < 0 })
                    errors.Forbidden($"{path}.sizeLimit", "SizeLimit field must be a valid resource quantity");
                break;
            case "projected":
                Mode(errors, source, path, "defaultMode");
                foreach (var (projected, index) in source.Objects("sources").Select((projected, index) => (projected, index)))
                    Projected(errors, projected, $"{path}.sources[{index}]");
                break;
            case "downwardAPI":
                Mode(errors, source, path, "defaultMode");
                break;
        }
    }

    private static void Projected(FieldErrors errors, JsonObject projected, string path)
    {
        foreach (var kind in (ReadOnlySpan<string>)["secret", "configMap"])
        {
            if (projected.Fields(kind) is not { } source)
                continue;
            Needs(errors, source, $"{path}.{kind}", "name");
            Files(errors, source, $"{path}.{kind}");
        }
        if (projected.Fields("serviceAccountToken") is { } token)
        {
            Needs(errors, token, $"{path}.serviceAccountToken", "path");
            if (token.Whole("expirationSeconds") is < 600 and var seconds)
                errors.Invalid($"{path}.serviceAccountToken.expirationSeconds", seconds, "may not specify a duration less than 10 minutes");
        }
    }

    private static void Files(FieldErrors errors, JsonObject source, string path)
    {
        Mode(errors, source, path, "defaultMode");
        foreach (var (item, index) in source.Objects("items").Select((item, index) => (item, index)))
        {
            var place = $"{path}.items[{index}]";
            Needs(errors, item, place, "key");
            Needs(errors, item, place, "path");
            if (item.Text("path") is { Length: > 0 } below)
                Descending(errors, below, $"{place}.path");
            Mode(errors, item, place, "mode");
        }
    }

    private static void Needs(FieldErrors errors, JsonObject source, string path, string field)
    {
        if (source.Text(field) is not { Length: > 0 })
            errors.Required($"{path}.{field}");
    }

    private static void Mode(FieldErrors errors, JsonObject source, string path, string field)
    {
        if (source.Whole(field) is { } mode and (< 0 or > MaxMode))
            errors.Invalid($"{path}.{field}", mode, "must be a number between 0 and 0777 (octal), both inclusive");
    }

    private static void Descending(FieldErrors errors, string below, string path)
    {
        if (below.StartsWith('/'))
            errors.Invalid(path, below, "must be a relative path");
        if (below.Split('/').Contains(".."))
            errors.Invalid(path, below, "must not contain '..'");
    }
}
