using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Containers.Registries;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Components.Promoting;

/// <summary>Two environments of which each has a registry of its own.</summary>
/// <param name="From">Where a release's images are in the environment that feeds.</param>
/// <param name="To">Where the environment that is fed takes them from.</param>
internal sealed record ReleaseRegistries(string From, string To)
{
    /// <summary>Those of a promotion; null where both have one registry, where one names none, and in a rehearsal.</summary>
    public static ReleaseRegistries? Of(IPromote build) =>
        build is IHazRegistry { IsRehearsal: false, Registry: { } to } && OtherEnvironment.Registry(build.RootDirectory!, build.Policy.Source) is { } from && from != to
            ? new ReleaseRegistries(from, to)
            : null;

    /// <summary>Whether it is one of the registry that feeds. Others stay where they are: a sidecar of somebody else's.</summary>
    public bool Has(string image) => image.StartsWith($"{From}/", StringComparison.Ordinal);

    /// <summary>The release as the environment runs it that is fed: the same digests, from its own registry.</summary>
    public Release Moved(Release release) => release with { Images = [.. release.Images.Select(x => Has(x) ? $"{To}{x[From.Length..]}" : x)] };

    /// <summary>That the images have been copied: before the cluster is told to pull them.</summary>
    /// <param name="images">By digest.</param>
    /// <param name="copyCommand">What copies them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PipelineException">PIPE2205: one isn't there.</exception>
    public async Task RequireAsync(IEnumerable<string> images, string copyCommand, CancellationToken cancellationToken)
    {
        using var client = ImageMachine.Registries(null);
        foreach (var image in images.Where(x => x.StartsWith($"{To}/", StringComparison.Ordinal)))
        {
            try
            {
                await client.ResolveAsync(ImageReference.Parse(image), cancellationToken);
            }
            catch (RegistryException error) when (error.Code == RegistryErrors.NotFound)
            {
                throw new PipelineException(ImageComponentErrors.NotCopied, $"{image} isn't in the registry yet. Copy the release's images there, with what is attached to them: {copyCommand}", error) { ExitCode = 2 };
            }
        }
    }
}
