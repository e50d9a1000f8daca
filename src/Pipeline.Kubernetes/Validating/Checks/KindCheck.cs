using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>Whether the cluster has the kind, in this version; and the object against the kind's schema.</summary>
internal static class KindCheck
{
    public static IEnumerable<Hit> Check(ManifestObject item, KubernetesVersion version, CustomSchemas schemas)
    {
        if (ApiVersions.Find(item) is { } old)
        {
            var rule = old.RemovedIn <= version ? ValidityRules.RemovedVersion : ValidityRules.DeprecatedVersion;
            yield return new Hit(rule, item, "apiVersion", old.RemovedIn <= version
                ? $"{item.ApiVersion} {item.Kind} is gone since Kubernetes {old.RemovedIn}, and the target is {version}. {old.Instead}"
                : $"{item.ApiVersion} {item.Kind} is deprecated{(old.RemovedIn.Major == int.MaxValue ? "" : $", and gone in Kubernetes {old.RemovedIn}")}. {old.Instead}");
        }

        if (BuiltInKinds.Find(item.ApiVersion, item.Kind) is { } schema)
        {
            foreach (var hit in SchemaCheck.Check(item, schema))
                yield return hit;
        }
        else if (schemas.Find(item) is { Schema: { } custom })
        {
            foreach (var hit in OpenApiCheck.Check(item, custom))
                yield return hit;
        }
        else if (BuiltInKinds.IsBuiltInGroup(item.Group) && ApiVersions.Find(item) is null)
        {
            yield return new Hit(ValidityRules.UnknownKind, item, "kind", $"Kubernetes has no {item.ApiVersion} {item.Kind}.{(BuiltInKinds.Named(item.Kind).FirstOrDefault() is { Kind: { } kind } near ? $" Did you mean {near.ApiVersion} {kind}?" : "")}");
        }
        else if (!BuiltInKinds.IsBuiltInGroup(item.Group))
        {
            yield return new Hit(ValidityRules.NotValidated, item, "", $"{item.ApiVersion} {item.Kind} was not validated: no schema of it was given.");
        }
    }
}
