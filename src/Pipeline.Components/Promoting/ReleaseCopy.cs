using System.Globalization;
using Pipeline.Components.Deploying;
using Pipeline.Components.Images;
using Pipeline.Errors;
using Pipeline.Releases.Policies;
using Serilog;

namespace Pipeline.Components.Promoting;

/// <summary>Copies the images of a release from one environment's registry to the next's. What nobody vouches for doesn't get there.</summary>
internal sealed class ReleaseCopy(IPromote build, ReleaseRegistries registries)
{
    /// <exception cref="PipelineException">PIPE2204: none of its images is of that registry. PIPE9702: the policy asks for signatures, and one doesn't hold; nothing was copied.</exception>
    public async Task<IReadOnlyList<ImageCopy>> RunAsync(CancellationToken cancellationToken)
    {
        var (deployer, target) = await new StageDelivery(build, Stage.Other(build, build.Policy.Source)).ConnectAsync(cancellationToken);
        using var open = deployer;
        var release = await PromotedRelease.FindAsync(build, deployer, target, cancellationToken);
        string[] images = [.. release.Images, .. new StageDelivery(build, Stage.Of(build)).OpsImageOf(release)];
        List<string> own = [.. images.Where(registries.Has).Distinct(StringComparer.Ordinal)];
        if (own.Count == 0)
            throw new PipelineException(ImageComponentErrors.ForeignImage, $"Release {release.Number} has {string.Join(", ", images)}, and none of them is of {registries.From}, the registry of {build.Policy.Source}. Push to that (PushImage), and deploy what it prints.") { ExitCode = 2 };
        foreach (var other in images.Except(own))
            Log.Information("{Image:l} stays where it is: it isn't of {Registry:l}", other, registries.From);
        if (PolicyEvaluation.Signatures(build.AppliedPolicy, await new ImageSignatures(build).OfAsync(own, cancellationToken)) is { } signatures)
            new PolicyVerdict(build.AppliedPolicy.Name, [signatures with { Name = $"{signatures.Name} before images are copied" }]).Require();

        using var client = ImageMachine.Registries(new Progress<string>(x => Log.Debug("{Step}", x)));
        var copies = new List<ImageCopy>();
        foreach (var image in own)
            copies.Add(await ImageCopy.RunAsync(client, image, registries.From, registries.To, release.Number.ToString(CultureInfo.InvariantCulture), cancellationToken));
        return copies;
    }
}
