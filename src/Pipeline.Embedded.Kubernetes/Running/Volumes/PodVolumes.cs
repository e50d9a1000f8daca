using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Running.Volumes;

/// <summary>A pod's volumes as folders: made before its containers start, kept up to date while they run.</summary>
internal sealed class PodVolumes(IClusterObjects objects, IServiceAccountTokens? tokens, V1Pod pod, string directory, string podIP) : IDisposable
{
    private readonly VolumeFiles files = new(objects, tokens);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, string> folders = [];

    /// <summary>The folder of a volume that was prepared.</summary>
    public string? Folder(string name) => folders.GetValueOrDefault(name);

    /// <exception cref="VolumeProblem">One can't be had yet; the message is the kubelet's event.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            foreach (var volume in pod.Spec.Volumes ?? [])
            {
                try
                {
                    folders[volume.Name] = await FolderAsync(volume, cancellationToken);
                }
                catch (VolumeProblem problem)
                {
                    throw new VolumeProblem($"MountVolume.SetUp failed for volume \"{volume.Name}\" : {problem.Message}");
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Writes what changed in ConfigMaps, Secrets and the pod's own labels; what is gone stays as it was.</summary>
    public async Task RefreshAsync(V1Pod current, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            foreach (var volume in (pod.Spec.Volumes ?? []).Where(x => folders.ContainsKey(x.Name)))
            {
                try
                {
                    // A new token at every refresh would be a change at every refresh.
                    if (volume.Projected?.Sources?.Any(x => x.ServiceAccountToken is not null) != true && await files.OfAsync(current, volume, podIP, cancellationToken) is { } content)
                        AtomicFolder.Write(folders[volume.Name], content);
                }
                catch (VolumeProblem)
                {
                    // As the kubelet: the files that are there go on being used.
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<string> FolderAsync(V1Volume volume, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(directory, volume.Name);
        if (await files.OfAsync(pod, volume, podIP, cancellationToken) is { } content)
        {
            AtomicFolder.Write(folder, content);
            return folder;
        }

        switch (volume)
        {
            case { EmptyDir: not null }:
                Directory.CreateDirectory(folder);
                FilePermissions.Set(folder, 0b111_111_111);
                return folder;
            case { HostPath: { } host }:
                if (host.Type == "DirectoryOrCreate")
                    Directory.CreateDirectory(host.Path);
                return Path.Exists(host.Path) ? host.Path : throw new VolumeProblem($"hostPath type check failed: {host.Path} does not exist");
            case { PersistentVolumeClaim: { } claim }:
                return await ClaimedAsync(claim.ClaimName, cancellationToken);
            case { Ephemeral: not null }:
                Directory.CreateDirectory(folder);
                return folder;
            default:
                throw new VolumeProblem("this kind of volume is none that an embedded cluster has: configMap, secret, downwardAPI, projected, emptyDir, persistentVolumeClaim, hostPath");
        }
    }

    private async Task<string> ClaimedAsync(string name, CancellationToken cancellationToken)
    {
        var claim = await objects.GetAsync<V1PersistentVolumeClaim>(pod.Metadata.NamespaceProperty, name, cancellationToken) ?? throw new VolumeProblem($"persistentvolumeclaim \"{name}\" not found");
        if (claim.Status?.Phase != "Bound" || await objects.GetAsync<V1PersistentVolume>(null, claim.Spec.VolumeName, cancellationToken) is not { } volume)
            throw new VolumeProblem($"persistentvolumeclaim \"{name}\" is not bound");
        if (volume.Spec.HostPath?.Path is not { } path)
            throw new VolumeProblem($"the persistent volume \"{volume.Metadata.Name}\" is no folder (hostPath), so an embedded cluster can't have it");

        Directory.CreateDirectory(path);
        return path;
    }
}
