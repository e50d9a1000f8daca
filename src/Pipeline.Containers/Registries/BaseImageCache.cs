using Pipeline.Containers.Building;

namespace Pipeline.Containers.Registries;

/// <summary>Base images from registries, kept in OCI layouts below a folder: fetched once, then used without a network.</summary>
/// <param name="client">Talks to the registry.</param>
/// <param name="directory">The folder; each image has a layout of its own in it. Deleting it costs a download.</param>
public sealed class BaseImageCache(RegistryClient client, string directory)
{
    /// <summary>The base image for a build: from the folder, or fetched into it.</summary>
    /// <param name="image">It must have a digest, so that the build is reproducible. Of an index or of one platform's manifest.</param>
    /// <param name="platform">Which of an index's images.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RegistryException">PIPE3112: no digest; the message has the one that the tag stands for now. PIPE3103: no network, and not in the folder.</exception>
    public async Task<BaseImage> GetAsync(ImageReference image, ImagePlatform platform, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(platform);
        if (image.Digest is null)
        {
            var now = await client.ResolveAsync(image, cancellationToken);
            throw new RegistryException(RegistryErrors.NotPinned, $"The base image '{image}' isn't pinned: its tag can stand for another image tomorrow. Give it as {now.Image}, which is what it stands for now.");
        }

        // The reference is told without the digest: that stands in an annotation of its own.
        var layout = LayoutOf(directory, image.Digest, platform);
        var cached = new BaseImage(layout, image.Tag is null ? image.ToString() : (image with { Digest = null }).ToString());

        if (!IsThere(directory, image, platform))
            await client.PullAsync(image, layout, platform, cancellationToken);
        return cached;
    }

    /// <summary>Whether a build finds an image in the folder, without a network.</summary>
    // A layout's index is written last: where it stands, the image is whole. Its blobs are verified by the build.
    public static bool IsThere(string directory, ImageReference image, ImagePlatform platform)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(platform);
        return image.Digest is { } digest && File.Exists(Path.Combine(LayoutOf(directory, digest, platform), "index.json"));
    }

    private static string LayoutOf(string directory, Digest digest, ImagePlatform platform) => Path.Combine(directory, $"{digest.Hex}-{platform.OperatingSystem}-{platform.Architecture}");
}
