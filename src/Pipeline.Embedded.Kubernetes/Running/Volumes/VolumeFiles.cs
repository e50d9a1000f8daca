using System.Text;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running.Variables;

namespace Pipeline.Embedded.Kubernetes.Running.Volumes;

/// <summary>The files of a ConfigMap, Secret, downward API or projected volume.</summary>
internal sealed class VolumeFiles(IClusterObjects objects, IServiceAccountTokens? tokens)
{
    private const int DefaultMode = 0b110_100_100;

    /// <summary>Null for a volume that isn't made of objects.</summary>
    public async Task<IReadOnlyList<VolumeFile>?> OfAsync(V1Pod pod, V1Volume volume, string podIP, CancellationToken cancellationToken) => volume switch
    {
        { ConfigMap: { } map } => await MapAsync(pod, map.Name, map.Items, map.Optional, map.DefaultMode ?? DefaultMode, cancellationToken),
        { Secret: { } secret } => await SecretAsync(pod, secret.SecretName, secret.Items, secret.Optional, secret.DefaultMode ?? DefaultMode, cancellationToken),
        { DownwardAPI: { } downward } => Fields(pod, downward.Items, downward.DefaultMode ?? DefaultMode, podIP),
        { Projected: { } projected } => await ProjectedAsync(pod, projected, podIP, cancellationToken),
        _ => null,
    };

    private async Task<IReadOnlyList<VolumeFile>> ProjectedAsync(V1Pod pod, V1ProjectedVolumeSource projected, string podIP, CancellationToken cancellationToken)
    {
        var mode = projected.DefaultMode ?? DefaultMode;
        var files = new List<VolumeFile>();
        foreach (var source in projected.Sources ?? [])
        {
            if (source.ConfigMap is { } map)
                files.AddRange(await MapAsync(pod, map.Name, map.Items, map.Optional, mode, cancellationToken));
            if (source.Secret is { } secret)
                files.AddRange(await SecretAsync(pod, secret.Name, secret.Items, secret.Optional, mode, cancellationToken));
            if (source.DownwardAPI is { } downward)
                files.AddRange(Fields(pod, downward.Items, mode, podIP));
            if (source.ServiceAccountToken is { } token && tokens is not null)
            {
                var request = new ServiceAccountTokenRequest(pod.Metadata.NamespaceProperty, pod.Spec.ServiceAccountName ?? "default", token.Audience, TimeSpan.FromSeconds(token.ExpirationSeconds ?? 3600));
                files.Add(new VolumeFile(token.Path, Encoding.UTF8.GetBytes(await tokens.IssueAsync(request, cancellationToken)), mode));
            }
        }

        return files;
    }

    private async Task<IReadOnlyList<VolumeFile>> MapAsync(V1Pod pod, string name, IList<V1KeyToPath>? items, bool? optional, int mode, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1ConfigMap>(pod.Metadata.NamespaceProperty, name, cancellationToken) is not { } map)
            return optional == true ? [] : throw new VolumeProblem($"configmap \"{name}\" not found");

        var content = (map.Data ?? new Dictionary<string, string>()).Select(x => KeyValuePair.Create(x.Key, Encoding.UTF8.GetBytes(x.Value))).Concat(map.BinaryData ?? new Dictionary<string, byte[]>()).ToDictionary();
        return Select(content, items, optional, mode, "references non-existent config key");
    }

    private async Task<IReadOnlyList<VolumeFile>> SecretAsync(V1Pod pod, string name, IList<V1KeyToPath>? items, bool? optional, int mode, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1Secret>(pod.Metadata.NamespaceProperty, name, cancellationToken) is not { } secret)
            return optional == true ? [] : throw new VolumeProblem($"secret \"{name}\" not found");

        return Select(new Dictionary<string, byte[]>(secret.Data ?? new Dictionary<string, byte[]>()), items, optional, mode, "references non-existent secret key");
    }

    private static List<VolumeFile> Select(Dictionary<string, byte[]> content, IList<V1KeyToPath>? items, bool? optional, int mode, string missing)
    {
        if (items is not { Count: > 0 })
            return [.. content.Select(x => new VolumeFile(x.Key, x.Value, mode))];

        var files = new List<VolumeFile>();
        foreach (var item in items)
        {
            if (content.TryGetValue(item.Key, out var value))
                files.Add(new VolumeFile(item.Path, value, item.Mode ?? mode));
            else if (optional != true)
                throw new VolumeProblem($"{missing}: {item.Key}");
        }

        return files;
    }

    private static IReadOnlyList<VolumeFile> Fields(V1Pod pod, IList<V1DownwardAPIVolumeFile>? items, int mode, string podIP) =>
    [
        .. (items ?? []).Select(x => new VolumeFile(
            x.Path,
            Encoding.UTF8.GetBytes((x.FieldRef is { } field ? FieldReferences.Field(pod, field.FieldPath, podIP) : x.ResourceFieldRef is { } resource ? FieldReferences.Resource(pod, resource, resource.ContainerName ?? "") : null)
                ?? throw new VolumeProblem($"unsupported fieldPath: {x.FieldRef?.FieldPath ?? x.ResourceFieldRef?.Resource}")),
            x.Mode ?? mode)),
    ];
}
