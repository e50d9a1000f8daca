using System.Collections.Frozen;
using System.Reflection;
using k8s;
using k8s.Models;
using Pipeline.Kubernetes.Manifests;
using YamlDotNet.Core;

namespace Pipeline.Kubernetes.Validating;

/// <summary>Reads each object into KubernetesClient's typed model, strictly: unknown fields, wrong types and keys that stand twice are errors.</summary>
internal static class SchemaRule
{
    private static readonly Lazy<FrozenDictionary<string, Type>> Types = new(() => typeof(V1Pod).Assembly.GetExportedTypes()
        .Select(x => (Type: x, Entity: x.GetCustomAttribute<KubernetesEntityAttribute>()))
        .Where(x => x.Entity is not null)
        .ToFrozenDictionary(x => $"{(string.IsNullOrEmpty(x.Entity!.Group) ? "" : x.Entity.Group + "/")}{x.Entity.ApiVersion}/{x.Entity.Kind}", x => x.Type, StringComparer.Ordinal));

    public static IEnumerable<Finding> Check(ManifestObject item)
    {
        if (!Types.Value.TryGetValue($"{item.ApiVersion}/{item.Kind}", out var type))
        {
            yield return new Finding("schema", FindingSeverity.Warning, item.ToString(), item.Source, $"{item.ApiVersion} {item.Kind} is no built-in kind, so its fields were not checked.");
            yield break;
        }

        if (Mistake(item, type) is { } mistake)
            yield return ManifestValidator.Error("schema", item, mistake);
    }

    private static string? Mistake(ManifestObject item, Type type)
    {
        try
        {
            KubernetesYaml.LoadAllFromString(YamlWriter.Write([item]), new Dictionary<string, Type> { [$"{item.ApiVersion}/{item.Kind}"] = type }, strict: true);
            return null;
        }
        catch (YamlException error)
        {
            return (error.InnerException ?? error).Message;
        }
    }
}
