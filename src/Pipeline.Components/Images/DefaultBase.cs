using Pipeline.Containers.Building;
using Pipeline.Containers.Registries;
using Pipeline.Errors;

namespace Pipeline.Components.Images;

/// <summary>The base image that a build has where nobody names one: fetched once, and done without where there is no network.</summary>
/// <param name="image">A registry's image by digest.</param>
/// <param name="directory">Where base images are kept.</param>
internal sealed class DefaultBase(string image, string directory)
{
    // Who is offline is told so at once: no second try, and no long wait.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly ImageReference _image = ImageReference.Parse(image);

    public bool IsThere => BaseImageCache.IsThere(directory, _image, ImagePlatform.LinuxAmd64);

    /// <summary>Fetches it where it isn't there.</summary>
    /// <returns>Why it can't be had; null where it is there now.</returns>
    /// <exception cref="PipelineException">PIPE3112: it has no digest.</exception>
    public async Task<string?> FetchAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (IsThere)
            return null;
        try
        {
            using (var asking = new RegistryClient(new RegistryOptions { Credentials = ImageMachine.Credentials(), Retries = 0, Timeout = s_patience }))
                await asking.ResolveAsync(_image, cancellationToken);
            using var client = ImageMachine.Registries(progress);
            await new BaseImageCache(client, directory).GetAsync(_image, ImagePlatform.LinuxAmd64, cancellationToken);
            return null;
        }
        catch (RegistryException error) when (error.Code != RegistryErrors.NotPinned)
        {
            return error.Message;
        }
    }
}
