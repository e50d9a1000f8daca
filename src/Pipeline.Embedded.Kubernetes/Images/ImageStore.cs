using System.Collections.Concurrent;

namespace Pipeline.Embedded.Kubernetes.Images;

/// <summary>Finds what an image's reference stands for: the exact reference first, then its name without tag and digest.</summary>
/// <param name="images">Reference → folder with a published application, or OCI layout.</param>
/// <param name="cacheDirectory">Where layouts are unpacked, each once.</param>
internal sealed class ImageStore(IReadOnlyDictionary<string, string> images, string cacheDirectory)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> unpacking = new();

    /// <exception cref="ImageProblem">There is no such image, or it can't be used.</exception>
    public async Task<ContainerImage> FindAsync(string reference, CancellationToken cancellationToken)
    {
        if (!images.TryGetValue(reference, out var path) && !images.TryGetValue(ImageReference.Name(reference), out path))
            throw new ImageProblem($"failed to pull and unpack image \"{reference}\": failed to resolve reference \"{reference}\": {reference}: not found. Pods run from the cluster's image map, which has no entry for it: add the reference, or its name without tag and digest");

        path = Path.GetFullPath(path);
        if (!Directory.Exists(path))
            throw new ImageProblem($"failed to pull and unpack image \"{reference}\": the folder '{path}', which the cluster's image map names for it, doesn't exist");
        if (!File.Exists(Path.Combine(path, "oci-layout")) && !File.Exists(Path.Combine(path, "index.json")))
            return PublishedApplication.Image(reference, path);

        var gate = unpacking.GetOrAdd(path, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await new OciLayout(path, cacheDirectory).ImageAsync(reference, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }
}
