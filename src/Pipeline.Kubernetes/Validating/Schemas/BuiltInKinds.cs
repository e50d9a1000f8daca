using System.Collections.Frozen;
using System.Reflection;
using k8s.Models;

namespace Pipeline.Kubernetes.Validating.Schemas;

/// <summary>The kinds that KubernetesClient has a model of.</summary>
internal static class BuiltInKinds
{
    private static readonly Lazy<FrozenDictionary<(string ApiVersion, string Kind), Type>> Models = new(() => typeof(V1Pod).Assembly.GetExportedTypes()
        .Select(x => (Type: x, Entity: x.GetCustomAttribute<KubernetesEntityAttribute>()))
        .Where(x => x.Entity is not null)
        .ToFrozenDictionary(x => ((string.IsNullOrEmpty(x.Entity!.Group) ? "" : x.Entity.Group + "/") + x.Entity.ApiVersion, x.Entity.Kind), x => x.Type));

    private static readonly Lazy<FrozenSet<string>> Groups = new(() => Models.Value.Keys.Select(x => GroupOf(x.ApiVersion)).Append("extensions").ToFrozenSet(StringComparer.Ordinal));

    public static TypeSchema? Find(string apiVersion, string kind) => Models.Value.TryGetValue((apiVersion, kind), out var type) ? TypeSchema.Of(type) : null;

    /// <summary>Whether the group is Kubernetes' own, so that a kind it doesn't have is a mistake.</summary>
    public static bool IsBuiltInGroup(string group) => Groups.Value.Contains(group);

    /// <summary>The kinds with this name in any version, for "did you mean".</summary>
    public static IEnumerable<(string ApiVersion, string Kind)> Named(string kind) => Models.Value.Keys.Where(x => string.Equals(x.Kind, kind, StringComparison.OrdinalIgnoreCase)).Order();

    private static string GroupOf(string apiVersion) => apiVersion.Contains('/') ? apiVersion[..apiVersion.IndexOf('/')] : "";
}
