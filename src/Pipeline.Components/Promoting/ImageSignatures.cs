using Pipeline.Components.Images;
using Pipeline.Components.Signing;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Planning;
using Serilog;

namespace Pipeline.Components.Promoting;

/// <summary>By whom the images of a release are signed: asked of the images of this build where they are the same, else of the environment's registry.</summary>
internal sealed class ImageSignatures(IPromote build)
{
    public async Task<IReadOnlyList<PlannedImage>> OfAsync(Release release, CancellationToken cancellationToken)
    {
        var planned = new List<PlannedImage>();
        foreach (var image in release.Images)
            planned.Add(await OfAsync(image, cancellationToken));
        return planned;
    }

    private async Task<PlannedImage> OfAsync(string image, CancellationToken cancellationToken)
    {
        if (build is not IVerifyRelease verifier)
            return new PlannedImage(image, null, "no verification is wired into this build (IVerifyRelease)");
        try
        {
            var here = verifier.Images.FirstOrDefault(x => File.Exists(x.RecordFile) && image.EndsWith($"@{x.Record().Digest}", StringComparison.Ordinal));
            if (here is not null)
                return Planned(image, await verifier.VerifyAsync(here, cancellationToken));
            return ImageReference.TryParse(image, out var reference) && image.Contains('/', StringComparison.Ordinal)
                ? await PulledAsync(image, reference, verifier, cancellationToken)
                : new PlannedImage(image, null, "the image is neither on this machine nor in a registry");
        }
        catch (PipelineException error)
        {
            // Nobody is trusted, or the registry is away: that nothing is known is what the reviewers must see.
            return new PlannedImage(image, null, error.Message);
        }
    }

    private static async Task<PlannedImage> PulledAsync(string image, ImageReference reference, IVerifyRelease verifier, CancellationToken cancellationToken)
    {
        using var client = ImageMachine.Registries(new Progress<string>(x => Log.Debug("{Step}", x)));
        var layout = Directory.CreateTempSubdirectory("pipeline-verify-").FullName;
        try
        {
            await client.PullAsync(reference, layout, null, cancellationToken);
            var (there, here) = (new RegistryReferrers(client, reference), new LayoutReferrers(layout));
            foreach (var type in ImageAttachments.ArtifactTypes)
            {
                foreach (var artifact in await there.ReferrersAsync(reference.Digest!, type, cancellationToken))
                    await here.AttachAsync(reference.Digest!, artifact, cancellationToken);
            }

            return Planned(image, await verifier.VerifyAsync(layout, reference.Digest!, cancellationToken));
        }
        finally
        {
            Directory.Delete(layout, recursive: true);
        }
    }

    private static PlannedImage Planned(string image, Containers.Signing.Verifying.ReleaseVerdict verdict) => verdict.IsVerified
        ? new PlannedImage(image, string.Join(", ", verdict.SignedBy), $"{verdict.Checks.Count} checks hold.")
        : new PlannedImage(image, null, string.Join(" ", verdict.Failures.Select(x => x.ToString()).Take(3)));
}
