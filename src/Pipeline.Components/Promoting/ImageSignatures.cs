using Pipeline.Components.Images;
using Pipeline.Components.Signing;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Statements;
using Pipeline.Containers.Signing.Verifying;
using Pipeline.Errors;
using Pipeline.Releases.Policies;
using Serilog;

namespace Pipeline.Components.Promoting;

/// <summary>By whom the images of a release are signed: asked of the images of this build where they are the same, else of the environment's registry.</summary>
internal sealed class ImageSignatures(IPromote build)
{
    public async Task<IReadOnlyList<ImageSignature>> OfAsync(IEnumerable<string> images, CancellationToken cancellationToken)
    {
        var found = new List<ImageSignature>();
        foreach (var image in images)
            found.Add(await OfAsync(image, cancellationToken));
        return found;
    }

    private async Task<ImageSignature> OfAsync(string image, CancellationToken cancellationToken)
    {
        if (build is not IVerifyRelease verifier)
            return new ImageSignature(image, null, "no verification is wired into this build (IVerifyRelease)");
        try
        {
            var here = verifier.Images.FirstOrDefault(x => File.Exists(x.RecordFile) && image.EndsWith($"@{x.Record().Digest}", StringComparison.Ordinal));
            if (here is not null)
                return Judged(image, await verifier.VerifyAsync(here, cancellationToken));
            return ImageReference.TryParse(image, out var reference) && image.Contains('/', StringComparison.Ordinal)
                ? await PulledAsync(image, reference, verifier, cancellationToken)
                : new ImageSignature(image, null, "the image is neither on this machine nor in a registry");
        }
        catch (PipelineException error)
        {
            // Nobody is trusted, or the registry is away: that nothing is known is what the reviewers must see.
            return new ImageSignature(image, null, error.Message);
        }
    }

    private static async Task<ImageSignature> PulledAsync(string image, ImageReference reference, IVerifyRelease verifier, CancellationToken cancellationToken)
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

            return Judged(image, await verifier.VerifyAsync(layout, reference.Digest!, cancellationToken));
        }
        finally
        {
            Directory.Delete(layout, recursive: true);
        }
    }

    // Of several statements about one image, the latest: a build that was run again signs again.
    private static IReadOnlyList<SignedStage>? EvidenceOf(ReleaseVerdict verdict) =>
        verdict.Attestations.Select(x => x.Statement.Predicate).OfType<EvidencePredicate>().MaxBy(x => x.CreatedOn) is { } predicate
            ? [.. predicate.Stages.Select(x => new SignedStage(x.Stage, x.Content.ToString()))]
            : null;

    // What isn't there was perhaps never made. What is there and doesn't hold was changed, or is another's.
    private static ImageSignature Judged(string image, ReleaseVerdict verdict) => verdict.IsVerified
        ? new ImageSignature(image, string.Join(", ", verdict.SignedBy), $"{verdict.Checks.Count} checks hold.") { Evidence = EvidenceOf(verdict) }
        : new ImageSignature(image, null, string.Join(" ", verdict.Failures.Select(x => x.ToString()).Take(3))) { IsRefused = verdict.Failures.Any(x => x.Step != VerificationStep.Presence) };
}
